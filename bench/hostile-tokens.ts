import { createHmac, createPublicKey, type JsonWebKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { request } from 'undici';
import { createTokenVerifier, type TokenVerifier } from '../auth/token-verifier.js';
import { buildGateway } from '../gateway/server.js';
import { mint, publishing, signingKey, startKeyServer, trusting, type SigningKey } from '../tests/auth/token.kit.js';
import { median } from './caller.js';

const rounds = 200;
const targetMs = 5;
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

interface Keys {
  readonly known: SigningKey;
  readonly encrypting: SigningKey;
  readonly stranger: SigningKey;
}

/** One token of each hostile kind; a good one, but for what its name says. */
async function hostileTokens(issuer: string, { known, encrypting, stranger }: Keys): Promise<Record<string, string>> {
  const good = await mint(issuer, known);
  const body = good.split('.')[1]!;
  const pem = createPublicKey({ key: known.jwk as JsonWebKey, format: 'jwk' }).export({ type: 'spki', format: 'pem' });
  const keyed = `${encode({ alg: 'HS256', kid: known.kid })}.${body}`;
  return {
    'wrong audience': await mint(issuer, known, { aud: 'account' }),
    'no exp': await mint(issuer, known, { exp: undefined }),
    'alg none': `${encode({ alg: 'none', kid: known.kid })}.${body}.eA`,
    'public key as HMAC secret': `${keyed}.${createHmac('sha256', pem).update(keyed).digest('base64url')}`,
    'four segments': `${good}.eA`,
    'junk in the signature': `${good.slice(0, -4)}!!!!`,
    'signature of another key': await mint(issuer, stranger),
    'unknown crit': await mint(issuer, known, {}, { crit: ['no-such-extension'], 'no-such-extension': 1 }),
    'key marked enc': await mint(issuer, encrypting),
    'string roles': await mint(issuer, known, { realm_access: { roles: 'admin' } }),
    '20 KiB': await mint(issuer, known, { ballast: 'x'.repeat(15 * 1024) }),
  };
}

/** How long a gateway takes to refuse each kind through its HTTP door, and how often it asks the key server meanwhile. */
export async function refuseHostileTokens() {
  const keys: Keys = {
    known: await signingKey('k1'),
    encrypting: await signingKey('k2', { use: 'enc' }),
    stranger: await signingKey('k1'),
  };
  const server = await startKeyServer(publishing(keys.known, keys.encrypting));
  let verifier: TokenVerifier;
  const gateway = await buildGateway({
    supergraphSdl: readFileSync(new URL('../schema/supergraph.graphql', import.meta.url), 'utf8'),
    verifier: { verify: (token) => verifier.verify(token) },
    callFor: () => () => Promise.reject(new Error('nothing is fetched')),
  });
  const endpoint = `${await gateway.listen({ host: '127.0.0.1', port: 0 })}/graphql`;
  const ask = async (token: string) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const began = performance.now();
    const { statusCode, body } = await request(endpoint, { method: 'POST', headers, body: '{"query":"{ __typename }"}' });
    await body.dump();
    return { status: statusCode, ms: performance.now() - began };
  };

  const rows = [];
  for (const [kind, token] of Object.entries(await hostileTokens(server.issuer, keys))) {
    // Knows the keys, and has just asked for them: for a key it does not know it asks again, but once in five seconds.
    verifier = createTokenVerifier([trusting(server)]);
    const { status } = await ask(await mint(server.issuer, keys.known));
    if (status !== 200) throw new Error(`A good token was answered ${status}.`);
    for (let at = 0; at < 50; at++) await ask(token);
    server.requests = 0;
    const answers: Awaited<ReturnType<typeof ask>>[] = [];
    for (let at = 0; at < rounds; at++) answers.push(await ask(token));
    rows.push(rowOf(kind, token, answers, server.requests));
  }
  await gateway.close();
  await server.close();
  return rows;
}

function rowOf(kind: string, token: string, answers: readonly { status: number; ms: number }[], asked: number) {
  const times = answers.map(({ ms }) => ms);
  const statuses = [...new Set(answers.map(({ status }) => status))];
  return {
    token: kind,
    bytes: token.length,
    status: statuses.join(', '),
    'median ms': median(times).toFixed(2),
    'max ms': Math.max(...times).toFixed(2),
    'requests for keys': asked,
    met: statuses.join() === '401' && median(times) < targetMs && asked === 0 ? 'yes' : 'no',
  };
}
