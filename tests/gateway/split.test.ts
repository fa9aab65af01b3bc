import { describe, expect, test } from '@jest/globals';
import { createApolloEngine } from '../../gateway/engine/apollo.js';
import { buildGateway } from '../../gateway/server.js';
import { composeSupergraph } from '../../gateway/supergraph/compose.js';
import { splitSupergraph } from '../../gateway/supergraph/split.js';

const supergraph = composeSupergraph([
  {
    name: 'a',
    sdl: `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@authenticated", "@requiresScopes"])
      type Query { open: Int signedIn: Int @authenticated scoped: Secret @requiresScopes(scopes: [["x", "y"], ["z"]]) }
      type Secret @requiresScopes(scopes: [["s"]]) { v: Level }
      enum Level @authenticated { ONE TWO }`,
  },
]);

describe('splitting a supergraph', () => {
  test('reads every rule, and leaves the engine none', () => {
    const { rules, executableSdl } = splitSupergraph(supergraph);
    expect(Object.fromEntries(rules)).toEqual({
      'Query.signedIn': { authenticated: true, scopes: [[]], policies: [[]] },
      'Query.scoped': { authenticated: true, scopes: [['x', 'y'], ['z']], policies: [[]] },
      Secret: { authenticated: true, scopes: [['s']], policies: [[]] },
      Level: { authenticated: true, scopes: [[]], policies: [[]] },
    });
    expect(executableSdl).not.toMatch(/requiresScopes|authenticated/);
  });

  const link = (feature: string, rest = '') => `@link(url: "https://specs.apollo.dev/${feature}/v0.1"${rest}, for: SECURITY)`;
  test.each([
    [
      'an unknown security feature',
      supergraph.replace(link('authenticated'), `${link('authenticated')} ${link('sealed')}`),
      /does not know/,
    ],
    ['a renamed feature', supergraph.replace(link('authenticated'), link('authenticated', ', as: "loggedIn"')), /renames/],
    [
      'a renamed import',
      supergraph.replace(
        link('requiresScopes'),
        link('requiresScopes', ', import: [{ name: "@requiresScopes", as: "@scopes" }]'),
      ),
      /renames/,
    ],
    ['a rule in a place that is not read', `${supergraph}\nextend type Secret @requiresScopes(scopes: [["t"]])`, /could be read/],
    ['scopes that cannot be read', supergraph.replace('[["s"]]', '"s"'), /cannot be read/],
  ])('refuses %s', (_name, sdl, reason) => {
    expect(sdl).not.toBe(supergraph);
    expect(() => splitSupergraph(sdl)).toThrow(reason);
  });

  test('a supergraph with rules is never served without sign-in', async () => {
    const callFor = () => async () => ({ data: null });
    await expect(buildGateway({ supergraphSdl: supergraph, verifier: null, callFor })).rejects.toThrow(/without sign-in/);
  });

  test('a supergraph that names a policy the hub does not know is not served', async () => {
    const sdl = composeSupergraph([
      {
        name: 'a',
        sdl: `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@policy"])
          type Query { a: Int @policy(policies: [["no_such_policy"]]) }`,
      },
    ]);
    const verifier = { verify: () => Promise.reject(new Error('not asked')) };
    await expect(buildGateway({ supergraphSdl: sdl, verifier, callFor: () => async () => ({ data: null }) })).rejects.toThrow(
      /no_such_policy/,
    );
  });
});

test('what is @inaccessible stays out of the schema that clients see, and is no rule of access', async () => {
  const withHidden = composeSupergraph([
    {
      name: 'a',
      sdl: `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@inaccessible"])
        type Query { seen: Int hidden: Int @inaccessible }`,
    },
  ]);
  const { executableSdl, rules } = splitSupergraph(withHidden);
  expect(rules.size).toBe(0);
  const engine = await createApolloEngine(executableSdl, () => () => Promise.reject(new Error('not called')));
  expect(Object.keys(engine.apiSchema.getQueryType()!.getFields())).toEqual(['seen']);
  await engine.stop();
});
