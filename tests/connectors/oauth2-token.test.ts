import { describe, expect, test } from '@jest/globals';
import type { HttpAnswer, HttpClient, HttpRequest } from '../../connectors/http.js';
import { parseJson, RefusedAnswer } from '../../connectors/http.js';
import { createTokenKeeper, OAuth2Credentials } from '../../connectors/oauth2-token.js';
import { HubError } from '../../core/errors.js';
import { SourceConfig } from '../../core/sources.js';

const source = SourceConfig.parse({ id: 'x', system: 'igate', jurisdictions: ['vinh'], url: 'http://127.0.0.1:1' });
const credentials = { clientId: 'hub', clientSecret: 'secret' };
const unavailable = (status: number) =>
  new HubError('SOURCE_UNAVAILABLE', undefined, { source: 'x', cause: new RefusedAnswer(status, 'refused') });

/** A source that hands out numbered tokens and takes only those in `good`. */
function upstream({ expiresIn = 300 }: { expiresIn?: number } = {}) {
  const sent: HttpRequest[] = [];
  const good = new Set<string>();
  let issued = 0;
  let failing = 0;
  const send = async (request: HttpRequest): Promise<HttpAnswer> => {
    sent.push(request);
    await new Promise((resolve) => setImmediate(resolve));
    const reply = (value: object) => ({ status: 200, text: JSON.stringify(value), headers: {} });
    if (request.path === 'token') {
      if (failing-- > 0) throw unavailable(503);
      const token = `t${++issued}`;
      good.add(token);
      return reply({ access_token: token, expires_in: expiresIn });
    }
    if (!good.has(request.headers?.['authorization']?.replace('Bearer ', '') ?? '')) throw unavailable(401);
    return reply({ path: request.path });
  };
  const http: HttpClient = {
    source,
    send,
    json: async (request, shape) => parseJson((await send(request)).text, shape, 'x'),
    close: async () => undefined,
  };
  return {
    http,
    sent,
    good,
    failNext: (times: number) => (failing = times),
    tokens: () => sent.filter(({ path }) => path === 'token').length,
  };
}

describe('an OAuth 2 token', () => {
  test('is fetched once, however many ask at the same time', async () => {
    const up = upstream();
    const keeper = createTokenKeeper({ http: up.http, path: 'token', credentials });
    expect(new Set(await Promise.all(Array.from({ length: 20 }, () => keeper.token())))).toEqual(new Set(['t1']));
    expect(up.tokens()).toBe(1);
  });

  test('is renewed before it expires, not at every request', async () => {
    let now = 0;
    const up = upstream({ expiresIn: 300 });
    const keeper = createTokenKeeper({ http: up.http, path: 'token', credentials, now: () => now });
    expect(await keeper.token()).toBe('t1');
    now = 269_000;
    expect(await keeper.token()).toBe('t1');
    now = 271_000;
    expect(await keeper.token()).toBe('t2');
  });

  test('a fetch that failed is not kept', async () => {
    const up = upstream();
    up.failNext(1);
    const keeper = createTokenKeeper({ http: up.http, path: 'token', credentials });
    await expect(keeper.token()).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
    expect(await keeper.token()).toBe('t1');
  });

  test('is asked for with the grant that the credentials allow, in the body', async () => {
    const up = upstream();
    await createTokenKeeper({ http: up.http, path: 'token', credentials }).token();
    const password = OAuth2Credentials.parse({ clientId: 'hub', username: 'u', password: 'p&q' });
    await createTokenKeeper({ http: up.http, path: 'token', credentials: password }).token();
    expect(up.sent.map(({ path, body }) => [path, Object.fromEntries(new URLSearchParams(body))])).toEqual([
      ['token', { grant_type: 'client_credentials', client_id: 'hub', client_secret: 'secret' }],
      ['token', { grant_type: 'password', client_id: 'hub', username: 'u', password: 'p&q' }],
    ]);
  });
});
