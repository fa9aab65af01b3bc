import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Changes } from './changes.js';

const ChangeQuery = z.object({ tuMoc: z.string().max(20).nullable() });

/** `POST thay-doi-chi-so/tra-cuu`: the figures taken down since a mark, and the next mark. The endpoint is this project's own. */
export function changeRoute(
  app: FastifyInstance,
  path: string,
  { changes, goOn }: { readonly changes: Changes; readonly goOn: () => void },
  pack: (rows: readonly unknown[]) => object,
): void {
  app.post(path, async ({ body }, reply) => {
    const { tuMoc } = ChangeQuery.parse(body);
    if (tuMoc !== null) goOn();
    const found = changes.since(tuMoc);
    if (!found) return reply.status(410).send({ goiTin: 'LOI', maLoi: 'MAT_MOC', thongBao: 'Mốc không còn' });
    return { ...pack(found.rows), moc: found.mark };
  });
}
