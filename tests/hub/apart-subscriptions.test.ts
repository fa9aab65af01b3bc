import { randomUUID } from 'node:crypto';
import { afterAll, expect, jest, test } from '@jest/globals';
import { startIssuer } from '../../auth/issuer/issuer.js';
import { createTokenVerifier } from '../../auth/token-verifier.js';
import { buildGateway } from '../../gateway/server.js';
import { createHttpCalls } from '../../gateway/subgraph-call/http.js';
import { composeSupergraph } from '../../gateway/supergraph/compose.js';
import { wellKnown } from '../../sandbox/world/index.js';
import { overWebSocket } from '../gateway/subscriptions/clients.js';
import { purposeOf, requestToken } from './running-hub.js';
import { serveApart, type Ends } from './apart.kit.js';

jest.setTimeout(60_000);

const secret = 'k'.repeat(40);
const ends: Ends = [];
afterAll(async () => {
  for (const end of ends.toReversed()) await end();
});

/** The subgraphs in servers of their own, and a gateway before them. */
async function apart() {
  const served = await serveApart(secret, ends, { changesEveryMs: 50 });
  const issuer = await startIssuer({ environment: 'test' });
  const calls = createHttpCalls({ timeoutMs: 5_000, secret });
  const gateway = await buildGateway({
    supergraphSdl: composeSupergraph(served),
    verifier: createTokenVerifier([issuer]),
    engine: 'compiled',
    callFor: calls.callFor,
  });
  ends.push(
    () => issuer.close(),
    () => calls.close(),
    () => gateway.close(),
  );
  const headers = { authorization: `Bearer ${await requestToken(issuer.issuer, 'officer')}`, ...purposeOf('officer') };
  return { url: `${await gateway.listen({ host: '127.0.0.1', port: 0 })}/graphql`, headers };
}

test('with every subgraph in a server of its own, a change is told through signed streams', async () => {
  const { url, headers } = await apart();
  const query = `subscription ($dossier: ID) { dossierChanged(dossier: $dossier) { dossier { code agency { name } } } }`;
  const reader = overWebSocket(url, headers, { query, variables: { dossier: wellKnown.dossierCode } });
  const note = () =>
    fetch(url, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify({
        query: `mutation ($input: NoteDossierProgressInput!, $key: ID!) { noteDossierProgress(input: $input, idempotencyKey: $key) { dossier { code } } }`,
        variables: { input: { dossier: wellKnown.dossierCode, step: 'Xác minh', note: 'Đã xác minh' }, key: randomUUID() },
      }),
    })
      .then((response) => response.text())
      // One may be under way when all is ended.
      .catch(() => undefined);
  const happening = setInterval(() => void note(), 200);
  const told = await reader.next().finally(() => clearInterval(happening));
  expect(told).toEqual({
    data: { dossierChanged: { dossier: { code: wellKnown.dossierCode, agency: { name: expect.any(String) } } } },
  });
  await reader.leave();
});
