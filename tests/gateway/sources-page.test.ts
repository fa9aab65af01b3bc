import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import Fastify, { type FastifyInstance } from 'fastify';
import { serveSourcesPage } from '../../gateway/sources-page.js';

const personas = { tokenUrl: 'http://127.0.0.1:4001/realms/hub/protocol/openid-connect/token', list: [] };

describe.each([
  ['with the embedded issuer', personas, "connect-src 'self' http://127.0.0.1:4001"],
  ['with a real identity provider', null, "connect-src 'self'"],
])('the page for operators, %s', (_how, given, connect) => {
  let app: FastifyInstance;
  beforeAll(async () => {
    app = Fastify();
    serveSourcesPage(app, given);
    await app.ready();
  });
  afterAll(() => app.close());
  const get = (url: string) => app.inject({ method: 'GET', url });

  test('runs nothing but its own scripts, talks to nobody but the hub and the issuer, and stands in no frame', async () => {
    const { headers, body } = await get('/sources');
    const policy = String(headers['content-security-policy']).split('; ');
    expect(policy).toEqual(
      expect.arrayContaining(["default-src 'none'", "script-src 'self'", "style-src 'self'", connect, "frame-ancestors 'none'"]),
    );
    expect(body).not.toMatch(/\bstyle=|\bon\w+=|<script>|https?:/);
  });

  test('has all it asks for, and nothing else of the folder it comes from', async () => {
    const asked = [...(await get('/sources')).body.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, url]) => url!);
    const script = (await get('/sources/sources.js')).body;
    const imported = [...script.matchAll(/from '\.(\/[^']+)'/g)].map(([, name]) => `/sources${name!}`);
    expect(asked.length + imported.length).toBe(5);
    for (const url of [...asked, ...imported]) {
      const { statusCode, headers } = await get(url);
      expect([url, statusCode, headers['content-type']]).toEqual([url, 200, expect.stringMatching(/^text\/(css|javascript);/)]);
    }
    for (const url of ['/sources/index.html', '/sources/../explorer/explorer.js', '/sources/%2e%2e%2fexplorer%2fexplorer.js'])
      expect((await get(url)).statusCode).toBe(404);
  });
});

test('everything the page says, it says in both languages', async () => {
  const { texts } = (await import(new URL('../../web/sources/texts.js', import.meta.url).href)) as {
    texts: Record<'vi' | 'en', Record<string, object | string>>;
  };
  const namesOf = (words: Record<string, object | string>) =>
    Object.entries(words).flatMap(([name, word]) => [
      name,
      ...(typeof word === 'object' ? Object.keys(word).map((part) => `${name}.${part}`) : []),
    ]);
  expect(namesOf(texts.vi)).toEqual(namesOf(texts.en));
  const troubles = ['LET_ALONE', 'REFUSED', 'UNREACHABLE', 'LATE', 'UNREADABLE', 'SLOW', 'CROWDED'];
  expect(Object.keys(texts.vi['troubles']!)).toEqual(troubles);
});
