import type { FastifyInstance } from 'fastify';
import type { ProvinceSlug, World } from '../../world/types.js';
import { documentRoutes } from './document-routes.js';
import { bodyOf, ok, refused } from './envelope.js';
import { listRoutes } from './lists.js';
import { documentReport } from './report.js';
import { rowsOf } from './rows.js';
import { createSessions, type Credentials } from './session.js';
import { createStore } from './store.js';
import { transferRoutes } from './transfer-routes.js';

/** The mobile API of one iOffice below `/qlvb/api/`. Everything is answered with 200; the envelope says how it went. */
export function ioffice(world: World, province: ProvinceSlug, credentials: Credentials) {
  const store = createStore(world, province);
  const rows = rowsOf(world);
  const names = new Map(world.agencies.map(({ id, name }) => [id, name]));
  const report = documentReport(store, names, world.today);
  const sessions = createSessions(credentials);

  return async (app: FastifyInstance) => {
    app.post('/login/', (request) => {
      const token = sessions.signIn(bodyOf(request));
      if (token === null) return refused('1', 'Sai tên đăng nhập hoặc mật khẩu');
      return ok({ token, username: credentials.username, kho: [{ id: '1', ten: 'Kho văn bản chung' }], switchUser: [] });
    });
    await app.register(async (inside) => {
      inside.addHook('preHandler', async (request, reply) => {
        if (sessions.knows(request.headers['x-authentication-token'])) return;
        await reply.send(refused('401', 'Phiên làm việc đã hết hạn'));
      });
      inside.post('/logout/', (request) => ok(sessions.signOut(request.headers['x-authentication-token'])));
      inside.post('/report/documentreport/', (request) => ok(report(bodyOf(request))));
      listRoutes(inside, store, rows, world.today);
      documentRoutes(inside, store, rows);
      transferRoutes(inside, store, world.today);
    });
  };
}
