import { request } from 'undici';
import { z } from 'zod';
import { Reason } from '../../core/errors.js';
import { describeError, type Log } from '../../core/log.js';
import { readText } from '../../core/read-text.js';
import type { RevocableTokenVerifier } from '../token-verifier.js';
import type { TrustedIssuer } from './trusted-issuer.js';

/** A client of the realm whose service account may read the realm's settings, and nothing else. */
export interface RevocationClient {
  readonly client: string;
  readonly secret: string;
  /** Between two questions; a minute unless given. */
  readonly everyMs?: number;
}

/** A trusted issuer whose not-before the hub follows, when it has a client to ask with. */
export interface FollowedIssuer extends TrustedIssuer {
  readonly notBefore?: RevocationClient;
}

const pollMs = 60_000;
const firstRetryMs = 1_000;
/** For one question, the token for it included. */
const timeoutMs = 2_000;
const maxBytes = 256 * 1024;

const Grant = z.object({ access_token: z.string().min(1) });
const RealmSettings = z.object({ notBefore: z.number().int().nonnegative() });

/** Where Keycloak tells the settings of the realm whose tokens `issuer` signs; null when that is no address of a realm. */
export function settingsUrlOf(issuer: string): string | null {
  const [, base, realm] = /^(https?:\/\/[^?#]+)\/realms\/([^/?#]+)$/.exec(issuer) ?? [];
  return base && realm ? `${base}/admin/realms/${realm}` : null;
}

/**
 * Tells `verifier` each realm's not-before, as the realm says it: now, and again every minute. While a realm does not answer, what it
 * said last holds. The realm may lower the value or clear it, never below the `issuedSince` of its own configuration.
 */
export function followNotBefore(
  issuers: readonly FollowedIssuer[],
  verifier: Pick<RevocableTokenVerifier, 'notBefore'>,
  log: Log,
): { stop(): Promise<void> } {
  const polls = issuers.flatMap((one) => (one.notBefore ? [follow(one, one.notBefore, verifier, log)] : []));
  return { stop: async () => void (await Promise.all(polls.map((each) => each.stop()))) };
}

function follow(
  { issuer, issuedSince = 0 }: TrustedIssuer,
  client: RevocationClient,
  verifier: Pick<RevocableTokenVerifier, 'notBefore'>,
  log: Log,
) {
  let last: number | undefined;
  const ask = async (signal: AbortSignal) => {
    const notBefore = await fetchNotBefore(issuer, client, signal);
    verifier.notBefore(issuer, Math.max(notBefore, issuedSince));
    if (notBefore !== last) log.info({ issuer, notBefore }, 'the realm says since when its tokens hold');
    last = notBefore;
  };
  const failed = (error: unknown) =>
    log.warn({ issuer, ...describeError(error) }, 'a realm did not say since when its tokens hold');
  return poll(ask, failed, client.everyMs ?? pollMs);
}

/** Asks again and again: every `everyMs`, and after a failure sooner, then less and less often. */
function poll(ask: (signal: AbortSignal) => Promise<void>, failed: (error: unknown) => void, everyMs: number) {
  let failures = 0;
  let stopped = false;
  let asking: AbortController;
  let timer: NodeJS.Timeout | undefined;
  let running = turn();

  async function turn() {
    asking = new AbortController();
    const limit = setTimeout(() => asking.abort(new Reason(`no answer within ${timeoutMs} ms`)), timeoutMs);
    try {
      await ask(asking.signal);
      failures = 0;
    } catch (error) {
      if (!stopped) failed(error);
      failures += 1;
    } finally {
      clearTimeout(limit);
    }
    if (stopped) return;
    const waitMs = failures > 0 ? Math.min(firstRetryMs * 2 ** (failures - 1), everyMs) : everyMs;
    timer = setTimeout(again, waitMs).unref();
  }

  function again() {
    running = turn();
  }

  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      asking.abort();
      await running;
    },
  };
}

async function fetchNotBefore(issuer: string, { client, secret }: RevocationClient, signal: AbortSignal): Promise<number> {
  const settingsUrl = settingsUrlOf(issuer);
  if (!settingsUrl) throw new Reason('the issuer is no address of a realm');
  const body = new URLSearchParams({ grant_type: 'client_credentials', client_id: client, client_secret: secret }).toString();
  const form = { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body, signal } as const;
  const { access_token } = await fetchJson('the token endpoint', `${issuer}/protocol/openid-connect/token`, form, Grant);
  const bearer = { headers: { authorization: `Bearer ${access_token}` }, signal };
  return (await fetchJson('the admin API', settingsUrl, bearer, RealmSettings)).notBefore;
}

// Not by the global fetch, whose signal loses its hold on a slow body once the request is collected as garbage. Follows no redirects.
async function fetchJson<T>(who: string, url: string, question: Parameters<typeof request>[1], shape: z.ZodType<T>): Promise<T> {
  const { statusCode, body } = await request(url, question);
  if (statusCode !== 200) {
    await body.dump().catch(() => undefined);
    throw new Reason(`${who} answered ${statusCode}`);
  }
  const answer = shape.safeParse(parsed(await readText(body, maxBytes)));
  if (!answer.success) throw new Reason(`${who} answered without what was asked for`);
  return answer.data;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
