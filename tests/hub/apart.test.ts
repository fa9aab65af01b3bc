import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startIssuer } from '../../auth/issuer/issuer.js';
import { createTokenVerifier } from '../../auth/token-verifier.js';
import { buildGateway } from '../../gateway/server.js';
import { callOverHttp } from '../../gateway/subgraph-call/http.js';
import { composeSupergraph } from '../../gateway/supergraph/compose.js';
import { operation, purposeOf, requestToken, variablesOf } from './running-hub.js';
import { serveApart, type Ends } from './apart.kit.js';

const secret = 'k'.repeat(40);
const ends: Ends = [];
let ask: (persona: string, name: string) => Promise<{ data: Record<string, unknown>; errors?: unknown[] }>;

beforeAll(async () => {
  const served = await serveApart(secret, ends);
  const issuer = await startIssuer({ environment: 'test' });
  const gateway = await buildGateway({
    supergraphSdl: composeSupergraph(served),
    verifier: createTokenVerifier([issuer]),
    trustedDocuments: '*',
    callFor: (name, url) => callOverHttp(name, url, { timeoutMs: 5_000, secret }),
  });
  ends.push(
    () => issuer.close(),
    () => gateway.close(),
  );
  ask = async (persona, name) => {
    const response = await gateway.inject({
      method: 'POST',
      url: '/graphql',
      headers: { authorization: `Bearer ${await requestToken(issuer.issuer, persona)}`, ...purposeOf(persona) },
      payload: { query: operation(name), variables: variablesOf(name) },
    });
    return response.json();
  };
}, 30_000);
afterAll(async () => {
  for (const end of ends.toReversed()) await end();
});

describe('with every subgraph in a server of its own', () => {
  test.each([
    ['CityOverview', 'ioc'],
    ['CitizenFile', 'citizen'],
    ['DossierTrace', 'officer'],
    ['ProvinceOverview', 'province'],
  ])('%s as %s is answered in full', async (name, persona) => {
    const { data, errors } = await ask(persona, name);
    expect(errors).toBeUndefined();
    expect(Object.values(data)[0]).not.toBeNull();
  });

  test('rights are kept', async () => {
    const { data, errors } = await ask('auditor', 'CitizenFile');
    expect(data).toEqual({ person: null });
    expect(errors).toHaveLength(1);
  });
});
