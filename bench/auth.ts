import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { createTokenVerifier } from '../auth/token-verifier.js';
import { refuseHostileTokens } from './hostile-tokens.js';

// How many tokens the hub verifies in one second of one core: processor time of all threads counts, so that signatures checked
// beside the main thread are not had for nothing. `wall` is what a clock saw, one verification after the other.
const tokens = Number(process.env['BENCH_TOKENS'] ?? 3_000);
const cachedRounds = 300_000;
const audience = 'lien-thong-hub';
const { privateKey, publicKey } = await generateKeyPair('RS256', { modulusLength: 2048 });
const jwk = { ...(await exportJWK(publicKey)), kid: 'k1', alg: 'RS256', use: 'sig' };

let fetches = 0;
const server = createServer((_request, response) => {
  fetches++;
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ keys: [jwk] }));
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}/realms/vinh`;
const trusted = { issuer, jwksUri: `${issuer}/certs`, audience, clients: ['hub-console'] };

const mint = (number: number) =>
  new SignJWT({
    azp: 'hub-console',
    typ: 'Bearer',
    preferred_username: `officer-${number}`,
    scope: 'openid profile email',
    realm_access: { roles: ['officer', 'offline_access', 'uma_authorization', 'default-roles-lien-thong'] },
    resource_access: { account: { roles: ['manage-account', 'manage-account-links', 'view-profile'] } },
    jurisdictions: ['vinh'],
    agency: 'H41.17',
  })
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: 'k1' })
    .setIssuer(issuer)
    .setSubject(`b0c5bd5d-61f2-4d3f-9a07-${String(number).padStart(12, '0')}`)
    .setAudience([audience, 'account'])
    .setJti(`onrtro:2f8c3a1e-${number}`)
    .setIssuedAt()
    .setExpirationTime('1h')
    .sign(privateKey);

type Verify = (round: number) => Promise<unknown>;
interface Rates {
  readonly perCore: number;
  readonly wall: number;
}

async function measure(count: number, verify: Verify): Promise<Rates> {
  const before = process.cpuUsage();
  const began = performance.now();
  for (let round = 0; round < count; round++) await verify(round);
  const wallSeconds = (performance.now() - began) / 1_000;
  const { user, system } = process.cpuUsage(before);
  return { perCore: count / ((user + system) / 1_000_000), wall: count / wallSeconds };
}

/** The middle one of five runs, after two that only warm up: a hub is up for longer than the compiler needs. */
async function middleOf(run: () => Promise<Rates>): Promise<Rates> {
  const runs: Rates[] = [];
  for (let at = 0; at < 7; at++) runs.push(await run());
  return runs.slice(2).toSorted((a, b) => a.perCore - b.perCore)[2]!;
}

const shown = (rate: number) => Math.round(rate).toLocaleString('en');
const row = (verification: string, target: number, { perCore, wall }: Rates) => ({
  verification,
  'per core and second': shown(perCore),
  'per second, wall': shown(wall),
  target: shown(target),
  met: perCore >= target ? 'yes' : 'no',
});

const minted = await Promise.all(Array.from({ length: tokens }, (_, number) => mint(number)));
const uncached = await middleOf(async () => {
  const verifier = createTokenVerifier([trusted]);
  await verifier.verify(await mint(tokens));
  return measure(tokens, (round) => verifier.verify(minted[round]!));
});
const warm = createTokenVerifier([trusted]);
const hot = minted.slice(0, 1_000);
for (const token of hot) await warm.verify(token);
const cached = await middleOf(() => measure(cachedRounds, (round) => warm.verify(hot[round % hot.length]!)));
console.log(`Tokens of ${minted[0]!.length} bytes, RS256 with 2048 bits; ${fetches} requests for keys by 8 verifiers.`);
console.table([row('cached', 100_000, cached), row('uncached, both checks', 4_000, uncached)]);
server.close();
server.closeAllConnections();

console.log(
  'Hostile tokens, 200 of each through the HTTP door of a gateway, client and server on one core; target: 401 in under 5 ms.',
);
console.table(await refuseHostileTokens());
