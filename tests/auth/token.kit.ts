import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK } from 'jose';
import type { TokenVerifier, TrustedIssuer } from '../../auth/token-verifier.js';
import type { HubError } from '../../core/errors.js';

export const audience = 'lien-thong-hub';
export const now = () => Math.floor(Date.now() / 1_000);

export interface SigningKey {
  readonly kid: string;
  readonly privateKey: CryptoKey;
  /** As the issuer publishes it. */
  readonly jwk: JWK;
}

export async function signingKey(kid: string, change: Partial<JWK> = {}, algorithm = 'RS256'): Promise<SigningKey> {
  const { privateKey, publicKey } = await generateKeyPair(algorithm, { extractable: true });
  return { kid, privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg: algorithm, use: 'sig', ...change } };
}

export type Answer = (response: http.ServerResponse) => void;
export const answering =
  (body: string, status = 200, headers: http.OutgoingHttpHeaders = {}): Answer =>
  (response) =>
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
export const publishing = (...keys: readonly { jwk: JWK }[]) => answering(JSON.stringify({ keys: keys.map(({ jwk }) => jwk) }));
/** The ways in which a key server fails its users. */
export const outages: Record<string, Answer> = {
  'a page': answering('<html>Under maintenance</html>'),
  'an empty object': answering('{}'),
  'an error': answering('', 500),
  'no such page': answering('{"error":"RESTEASY003210"}', 404),
  'a redirect': answering('', 302, { location: 'http://127.0.0.1:9/' }),
  'too much': (response) => {
    response.writeHead(200).write(' '.repeat(300 * 1024));
    response.end('{"keys":[]}');
  },
  'a cut connection': (response) => void response.destroy(),
  nothing: () => undefined,
  'a drop at a time': (response) => {
    response.writeHead(200).write('{"keys":');
    const drops = setInterval(() => response.write(' '), 100);
    response.on('close', () => clearInterval(drops));
  },
};

/** A server on loopback that answers every request as `answer` says at the time, and counts them. */
export async function startKeyServer(answer: Answer) {
  const state = { answer, requests: 0 };
  const server = http.createServer((_request, response) => {
    state.requests++;
    state.answer(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return Object.assign(state, {
    uri: `${origin}/realms/vinh/protocol/openid-connect/certs`,
    issuer: `${origin}/realms/vinh`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}
export type KeyServer = Awaited<ReturnType<typeof startKeyServer>>;

export const trusting = ({ issuer, uri }: KeyServer, change: Partial<TrustedIssuer> = {}): TrustedIssuer => ({
  issuer,
  jwksUri: uri,
  audience,
  clients: ['hub-console'],
  ...change,
});

/** An access token of a one-stop officer of Vinh, with `change` over its claims and `header` over its header. */
export const mint = (issuer: string, { kid, privateKey, jwk }: SigningKey, change: object = {}, header: object = {}) =>
  new SignJWT({
    iss: issuer,
    aud: audience,
    sub: 'u1',
    azp: 'hub-console',
    jti: 'j1',
    typ: 'Bearer',
    iat: now(),
    exp: now() + 60,
    realm_access: { roles: ['officer'] },
    jurisdictions: ['vinh'],
    agency: 'H41.17',
    ...change,
  })
    .setProtectedHeader({ alg: jwk.alg ?? 'RS256', typ: 'JWT', kid, ...header })
    .sign(privateKey, { crit: { 'no-such-extension': true } });

/** `accepted`, or the code of the refusal. */
export const outcome = (verifier: TokenVerifier, token: string): Promise<string> =>
  verifier.verify(token).then(
    () => 'accepted',
    (error: HubError) => error.code,
  );

/** Why a token was refused, as the log would have it. */
export const reason = (verifier: TokenVerifier, token: string): Promise<string | undefined> =>
  verifier.verify(token).then(
    () => undefined,
    (error: HubError) => error.originalError?.message,
  );

/** Asks again and again until `wanted` is the answer, for things that come about in the background. Gives the last answer. */
export async function eventually(ask: () => Promise<string>, wanted: string): Promise<string> {
  let answer = await ask();
  for (let attempt = 0; answer !== wanted && attempt < 100; attempt++) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    answer = await ask();
  }
  return answer;
}

/** Clocks that run with the real ones until they are moved on. */
export function movableClocks() {
  let moved = 0;
  return {
    now: () => Date.now() + moved,
    elapsed: () => performance.now() + moved,
    advance(ms: number) {
      moved += ms;
    },
  };
}

export const minutes = 60_000;
export const hours = 60 * minutes;
