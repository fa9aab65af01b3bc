import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { loadGatewayConfig } from '../../gateway/config.js';
import { loadConfig } from '../../hub/config.js';

function fileWith(text: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'hub-config-')), 'hub.yaml');
  writeFileSync(path, text);
  return path;
}

describe('the configuration', () => {
  test('of an empty environment is the embedded default', () => {
    expect(loadConfig({})).toMatchObject({
      port: 4000,
      host: '127.0.0.1',
      issuers: [],
      sources: null,
      sandbox: { scale: 1, latencyMs: 0 },
    });
  });

  test('names every variable at fault at once', () => {
    const wrong = { HUB_PORT: 'x', SANDBOX_SCALE: '-1', OIDC_ISSUER: 'nowhere', HUB_LOG_LEVEL: 'loud' };
    expect(() => loadConfig(wrong)).toThrow(/HUB_PORT[^]*HUB_LOG_LEVEL[^]*OIDC_ISSUER[^]*SANDBOX_SCALE/);
  });

  test('reads sources and one realm for each city from a file', () => {
    const path = fileWith(`
sources:
  - { id: kpi-nghe-an, system: kpi, jurisdictions: [vinh], url: https://lris.example/api }
issuers:
  - { issuer: https://sso.example/realms/vinh, jurisdictions: [vinh] }
  - { issuer: https://sso.example/realms/nghe-an, organizations: { vinh: [vinh], province: '*' } }
`);
    const { sources, issuers } = loadConfig({ HUB_CONFIG: path });
    expect(sources).toEqual([expect.objectContaining({ id: 'kpi-nghe-an', timeoutMs: 3_000 })]);
    expect(issuers).toEqual([
      expect.objectContaining({
        jwksUri: 'https://sso.example/realms/vinh/protocol/openid-connect/certs',
        jurisdictions: ['vinh'],
      }),
      expect.objectContaining({ organizations: { vinh: ['vinh'], province: '*' } }),
    ]);
  });

  test('refuses a file with a fault, and says where it is', () => {
    expect(() =>
      loadConfig({ HUB_CONFIG: fileWith('sources:\n  - { id: x, system: nothing, jurisdictions: [vinh], url: ftp://a }') }),
    ).toThrow(/line 2, column 22: sources\[0\]\.system: [^]*line 2, column 59: sources\[0\]\.url: /);
  });
});

const variables = {
  OIDC_ISSUER: 'https://sso.example/realms/vinh',
  OIDC_NOT_BEFORE_CLIENT: 'hub-revocation',
  OIDC_NOT_BEFORE_SECRET: 'not to be told',
  HUB_SUBGRAPH_SECRET: 'x'.repeat(32),
};
const messageOf = (load: () => unknown): string => {
  try {
    load();
  } catch (error) {
    return (error as Error).message;
  }
  return 'accepted';
};

describe('the client that asks for not-before', () => {
  const client = { client: 'hub-revocation', secret: 'not to be told' };

  test('is named by two variables, for the hub and for a gateway by itself', () => {
    expect(loadConfig(variables).issuers).toEqual([expect.objectContaining({ notBefore: client })]);
    expect(loadGatewayConfig(variables).issuer).toMatchObject({ notBefore: client });
    const { OIDC_NOT_BEFORE_CLIENT: _client, OIDC_NOT_BEFORE_SECRET: _secret, ...none } = variables;
    expect(loadConfig(none).issuers[0]).not.toHaveProperty('notBefore');
  });

  test.each([
    ['OIDC_NOT_BEFORE_SECRET', { OIDC_NOT_BEFORE_SECRET: undefined }],
    ['OIDC_NOT_BEFORE_SECRET', { OIDC_NOT_BEFORE_SECRET: '' }],
    ['OIDC_NOT_BEFORE_CLIENT', { OIDC_NOT_BEFORE_CLIENT: undefined }],
    ['OIDC_ISSUER', { OIDC_ISSUER: undefined }],
    ['OIDC_ISSUER', { OIDC_ISSUER: 'nowhere' }],
    ['OIDC_ISSUER', { OIDC_ISSUER: 'https://sso.example/vinh' }],
    ['OIDC_CLIENTS', { OIDC_CLIENTS: 'hub-console,hub-revocation' }],
  ])('is refused with one error at %s', (name, change) => {
    for (const load of [loadConfig, loadGatewayConfig]) {
      const message = messageOf(() => load({ ...variables, ...change }));
      expect(message.match(/→ at .+/g)).toEqual([`→ at ${name}`]);
      expect(message).not.toContain('not to be told');
    }
  });

  const issuersOf = (notBefore: string, env: Record<string, string> = {}) =>
    loadConfig({
      ...env,
      HUB_CONFIG: fileWith(`
sources:
  - { id: kpi-nghe-an, system: kpi, jurisdictions: [vinh], url: https://lris.example/api }
issuers:
  - { issuer: https://sso.example/realms/vinh, notBefore: ${notBefore} }
`),
    }).issuers;

  test('has its secret in a variable or a file, where a file configures the realms', () => {
    const env = { VINH_SECRET: 'not to be told' };
    const secret = fileWith('not to be told\n');
    for (const from of ['VINH_SECRET', `{ file: ${secret} }`]) {
      const [issuer] = issuersOf(`{ client: hub-revocation, secretFrom: ${from} }`, env);
      expect(issuer).toMatchObject({ issuer: 'https://sso.example/realms/vinh', notBefore: client });
    }
  });

  test.each([
    ['{ client: hub-revocation, secretFrom: VINH_SECRET }', 'notBefore.secretFrom', 'not set'],
    ['{ client: hub-revocation, secretFrom: "hunter2" }', 'notBefore.secretFrom', 'NAME of an environment variable'],
    ['{ client: hub-revocation, secretFrom: { file: /nowhere/hunter2 } }', 'notBefore.secretFrom', 'cannot be read'],
    ['{ client: hub-revocation, secretFrom: { file: /dev/null } }', 'notBefore.secretFrom', 'empty'],
    ['{ client: hub-revocation }', 'notBefore.secretFrom', 'NAME of an environment variable'],
    ['{ client: hub-revocation, secretFrom: SET, secret: hunter2 }', 'notBefore.secret', 'no setting of this name'],
    ['{ client: hub-console, secretFrom: SET }', 'clients', 'must not be one whose tokens are accepted'],
  ])('is refused as %s', (notBefore, path, why) => {
    const message = messageOf(() => issuersOf(notBefore, { SET: 'x' }));
    expect(message).toContain(why);
    expect(message.match(/issuers\[0\][^:]*/g)).toEqual([`issuers[0].${path}`]);
    expect(message).not.toContain('hunter2');
  });
});
