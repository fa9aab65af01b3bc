import type { FastifyInstance } from 'fastify';
import type { Clock } from '../../clock.js';
import { createOnce, isRequestKey, reused } from '../../once.js';
import type { DossierIndex } from './dossier-index.js';

interface Progress {
  readonly dossier?: { readonly id?: string };
  readonly task?: { readonly name?: string };
  readonly comment?: string;
  readonly requestKey?: string;
}

/** Notes what was done on a dossier: a step of its own, begun and ended now. The endpoint is this project's own. */
export function progressRoute(app: FastifyInstance, index: DossierIndex, clock: Clock): void {
  const once = createOnce();
  app.post('/pa/dossier/--progress', async (request, reply) => {
    const { requestKey, ...progress } = (request.body ?? {}) as Progress;
    const { dossier, task, comment } = progress;
    const entry = index.byId.get(dossier?.id ?? '');
    if (!entry) return reply.status(404).send({ message: 'Không tìm thấy hồ sơ' });
    if (!isRequestKey(requestKey) || !task?.name || !comment) return reply.status(400).send({ message: 'Thiếu thông tin' });
    const { name } = task;
    const answer = once(requestKey, progress, () => {
      const at = clock();
      entry.note({ name, comment, officer: 'Tài khoản liên thông', startedAt: at, endedAt: at }, at);
      return { id: dossier?.id, affectedRows: 1 };
    });
    if (answer === reused) return reply.status(409).send({ message: 'Mã yêu cầu đã được dùng' });
    return answer;
  });
}
