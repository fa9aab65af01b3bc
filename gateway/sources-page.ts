import { readFileSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import type { ExplorerOptions } from './explorer.js';

const script = 'text/javascript; charset=utf-8';
const files = {
  'sources.js': script,
  'hub.js': script,
  'rows.js': script,
  'texts.js': script,
  'sources.css': 'text/css; charset=utf-8',
} as const;

const read = (name: string) => readFileSync(new URL(`../web/sources/${name}`, import.meta.url));

/** The page for operators at `/sources`: how each source does, and what to do. What it may tell, the hub decides by the token. */
export function serveSourcesPage(app: FastifyInstance, personas: ExplorerOptions['personas']): void {
  const connect = personas ? ` ${new URL(personas.tokenUrl).origin}` : '';
  const policy = `default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'${connect}; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;
  const page = read('index.html');
  for (const [name, type] of Object.entries(files)) {
    const text = read(name);
    app.get(`/sources/${name}`, async (_request, reply) => reply.type(type).header('cache-control', 'no-cache').send(text));
  }
  app.get('/sources', async (_request, reply) =>
    reply
      .type('text/html; charset=utf-8')
      .headers({ 'content-security-policy': policy, 'referrer-policy': 'no-referrer', 'x-content-type-options': 'nosniff' })
      .send(page),
  );
}
