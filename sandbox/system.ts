import Fastify, { type FastifyInstance } from 'fastify';
import type { SourceConfig } from '../core/sources.js';

export interface SystemOptions {
  /** Added before every answer but those of `/_stats`. */
  readonly latencyMs: number;
}

/** One system in miniature: how the hub is to be configured for it (all but its address), and its routes. */
export interface SandboxSystem {
  readonly source: Omit<Partial<SourceConfig>, 'url'> & Pick<SourceConfig, 'id' | 'system' | 'jurisdictions'>;
  /** Path below the listening address at which the system's own API begins: `/qlvb/api`. */
  readonly basePath: string;
  register(app: FastifyInstance): void | Promise<void>;
}

export interface RunningSystem {
  readonly source: SandboxSystem['source'] & { readonly url: string };
  close(): Promise<void>;
}

const personalId = /(?<!\d)0\d{11}(?!\d)/;

/** Starts a system on a free loopback port. `GET /_stats` counts requests by method and path; `DELETE /_stats` begins again. */
export async function startSystem(system: SandboxSystem, { latencyMs }: SystemOptions): Promise<RunningSystem> {
  const app = Fastify({ bodyLimit: 8 * 1024 * 1024, forceCloseConnections: true });
  const counts = new Map<string, number>();
  let personalUrls = 0;
  const stats = () => ({
    total: [...counts.values()].reduce((sum, n) => sum + n, 0),
    byPath: Object.fromEntries(counts),
    // Access logs keep URLs: a personal identifier in one would be on record in a place nobody guards.
    urlsWithPersonalIds: personalUrls,
  });
  app.addHook('onRequest', async (request, reply) => {
    const path = request.url.split('?', 1)[0]!;
    // At the root and below the system's own address, before the system asks who is there.
    if (path === '/_stats' || path === `${system.basePath}/_stats`) {
      if (request.method === 'DELETE') {
        counts.clear();
        personalUrls = 0;
      }
      return reply.send(stats());
    }
    const key = `${request.method} ${path}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
    if (personalId.test(request.url)) personalUrls++;
    if (latencyMs > 0) await new Promise((resolve) => setTimeout(resolve, latencyMs));
    return undefined;
  });
  await system.register(app);
  const origin = await app.listen({ host: '127.0.0.1', port: 0 });
  return { source: { ...system.source, url: origin + system.basePath }, close: () => app.close() };
}
