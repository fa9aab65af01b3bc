import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { purposeNames } from '../auth/purposes.js';
import { serveSourcesPage } from './sources-page.js';

const require = createRequire(import.meta.url);
const script = 'text/javascript; charset=utf-8';

// Everything the page needs comes from node_modules: a government network may have no way out.
const assets = {
  'react.js': ['react/package.json', 'umd/react.production.min.js', script],
  'react-dom.js': ['react-dom/package.json', 'umd/react-dom.production.min.js', script],
  'graphiql.js': ['graphiql/package.json', 'graphiql.min.js', script],
  'graphiql.css': ['graphiql/package.json', 'graphiql.min.css', 'text/css; charset=utf-8'],
} as const;

export interface ExplorerOptions {
  /** Sign-in of the embedded issuer, offered on the page as a list of personas; null with a real identity provider. */
  readonly personas: {
    readonly tokenUrl: string;
    readonly list: readonly { readonly name: string; readonly purposes: readonly string[] }[];
  } | null;
  readonly example: string;
}

/** GraphiQL at `/`, with a choice of personas where the issuer is embedded; beside it the page for operators. */
export function serveExplorer(app: FastifyInstance, { personas, example }: ExplorerOptions): void {
  serveSourcesPage(app, personas);
  for (const [name, [manifest, file, type]] of Object.entries(assets)) {
    const path = join(dirname(require.resolve(manifest)), file);
    app.get(`/explorer/${name}`, async (_request, reply) =>
      reply.type(type).header('cache-control', 'max-age=86400').send(readFileSync(path)),
    );
  }
  const page = readFileSync(new URL('../web/explorer/index.html', import.meta.url), 'utf8');
  const settings = JSON.stringify({ personas, purposes: purposeNames, example }).replaceAll('<', '\\u003c');
  const connect = personas ? ` ${new URL(personas.tokenUrl).origin}` : '';
  const policy = `default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'${connect}; worker-src 'self' blob:`;
  app.get('/explorer/settings.json', async (_request, reply) => reply.type('application/json').send(settings));
  app.get('/explorer/explorer.js', async (_request, reply) =>
    reply.type(script).send(readFileSync(new URL('../web/explorer/explorer.js', import.meta.url))),
  );
  app.get('/', async (_request, reply) =>
    reply.type('text/html; charset=utf-8').header('content-security-policy', policy).send(page),
  );
}
