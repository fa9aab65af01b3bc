import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createHttpClient, type HttpClient } from '../../../connectors/http.js';
import { inScope } from '../../../core/request-scope.js';
import { SourceNotes } from '../../../core/source-notes.js';
import type { SourceAuth } from '../../../core/sources.js';
import { ask, clientOf, hang, healthOf, inSequence, ok, refuse, startUpstream, times, type Upstream } from './upstream.js';

let upstream: Upstream;
let door: Upstream;
let client: HttpClient;
beforeEach(async () => {
  [upstream, door] = await Promise.all([startUpstream(), startUpstream()]);
});
afterEach(async () => {
  await Promise.all([upstream.stop(), door.stop(), client.close()]);
});

/** Headers the source saw, of the kind that sign in. */
const headersOf = async (auth: SourceAuth | undefined, headers: Record<string, string> = {}) => {
  let seen: Record<string, unknown> = {};
  upstream.answer = (response, request) => {
    seen = request.headers;
    ok(response, request);
  };
  client = clientOf(upstream.url, { auth });
  await client.send({ path: 'rows', headers });
  return { authorization: seen['authorization'], key: seen['x-key'] };
};

describe('a source is signed in to', () => {
  test('with nothing, unless it is configured', async () => {
    expect(await headersOf(undefined)).toEqual({});
  });
  test('by an API key', async () => {
    expect(await headersOf({ kind: 'api-key', header: 'X-Key', value: 'k1' })).toEqual({ key: 'k1' });
  });
  test('by name and password', async () => {
    const authorization = `Basic ${Buffer.from('hub:mật khẩu:2').toString('base64')}`;
    expect(await headersOf({ kind: 'basic', username: 'hub', password: 'mật khẩu:2' })).toEqual({ authorization });
  });
  test('by a token that does not change', async () => {
    expect(await headersOf({ kind: 'bearer', token: 't' })).toEqual({ authorization: 'Bearer t' });
  });
  test('beside what its own system asks for', async () => {
    const own = { authorization: 'Bearer of-the-system' };
    expect(await headersOf({ kind: 'api-key', header: 'x-key', value: 'k1' }, own)).toEqual({ ...own, key: 'k1' });
  });
});

describe('a source whose tokens another server gives', () => {
  const good = new Set<string>();
  const forms: string[] = [];
  let lifetime = 300;
  beforeEach(() => {
    good.clear();
    forms.length = 0;
    lifetime = 300;
    door.answer = (response, request) => {
      let form = '';
      request.on('data', (chunk: Buffer) => (form += chunk.toString()));
      request.on('end', () => {
        forms.push(`${request.url} ${form}`);
        const token = `t${forms.length}`;
        good.add(token);
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify({ access_token: token, expires_in: lifetime }));
      });
    };
    upstream.answer = (response, request) => {
      const signedIn = good.has(request.headers.authorization?.replace('Bearer ', '') ?? '');
      (signedIn ? ok : refuse(401))(response, request);
    };
    const tokenUrl = `${door.url}/realms/lgsp/token`;
    client = clientOf(upstream.url, { auth: { kind: 'oauth2', tokenUrl, clientId: 'hub', clientSecret: 's&t', scope: 'read' } });
  });

  test('is asked with one token, fetched once, whoever reads it', async () => {
    const other = createHttpClient(client.source);
    const answers = await Promise.all([times(10, () => ask(client)), times(10, () => ask(other))]);
    expect(answers.flat()).toEqual(Array(20).fill('200'));
    expect(forms).toEqual(['/realms/lgsp/token grant_type=client_credentials&client_id=hub&client_secret=s%26t&scope=read']);
    await other.close();
    expect(await ask(client)).toBe('200');
  });

  test('is asked with another before the one has ended', async () => {
    lifetime = 0.5;
    expect(await ask(client)).toBe('200');
    await new Promise((resolve) => setTimeout(resolve, 450));
    expect(await ask(client)).toBe('200');
    expect(forms).toHaveLength(2);
    expect(upstream.arrivals).toHaveLength(2);
  });

  test('is asked again with another where it does not take the one, changes too: it has not done them', async () => {
    expect(await ask(client)).toBe('200');
    good.clear();
    expect(await times(4, () => ask(client, { change: true }))).toEqual(Array(4).fill('200'));
    expect(forms).toHaveLength(2);
  });

  test('is asked twice where it takes none, not for ever', async () => {
    upstream.answer = refuse(401);
    expect(await ask(client)).toBe('SOURCE_UNAVAILABLE: status 401');
    expect(upstream.arrivals).toHaveLength(2);
    expect(healthOf(client).state).toBe('CLOSED');
  });

  test('is not asked without one', async () => {
    door.answer = refuse(500);
    const sources = new SourceNotes();
    expect(await inScope({ reader: 'r', sources }, () => ask(client))).toBe('SOURCE_UNAVAILABLE: status 500');
    expect(sources.list()).toMatchObject([{ source: 'x', status: 'FAILED' }]);
    expect(upstream.arrivals).toHaveLength(0);
    // The other server is let alone, too, when it fails again and again.
    await inSequence(10, () => ask(client));
    expect(door.arrivals.length).toBeLessThanOrEqual(6);
  });

  test('is not waited for beyond the deadline of who asks', async () => {
    door.answer = hang;
    await client.close();
    client = clientOf(upstream.url, { ...client.source, timeoutMs: 2_000 });
    const begun = performance.now();
    const scope = { reader: 'r', deadline: Date.now() + 60, sources: new SourceNotes() };
    expect(await inScope(scope, () => ask(client))).toBe('SOURCE_TIMEOUT: no token in time');
    expect(performance.now() - begun).toBeLessThan(1_000);
  });

  test('is signed in to with a name and a password, where it is configured so', async () => {
    await client.close();
    const tokenUrl = `${door.url}/token`;
    client = clientOf(upstream.url, { auth: { kind: 'oauth2', tokenUrl, clientId: 'hub', username: 'u', password: 'p' } });
    expect(await ask(client)).toBe('200');
    expect(forms).toEqual(['/token grant_type=password&client_id=hub&username=u&password=p']);
  });
});
