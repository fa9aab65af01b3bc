import type { FastifyInstance } from 'fastify';
import { createOnce, isRequestKey, reused } from '../../once.js';
import { bodyOf, listOf, ok, refused } from './envelope.js';
import { fromDay, type StoredDocument } from './rows.js';
import type { Body } from './search.js';
import type { Store } from './store.js';

// The misspelt paths are the product's own; the key of the request is this project's.
const paths = { INCOMING: 'incommingdocument/tranferdocument', OUTGOING: 'outgoingdocument/tranferdocument' } as const;
const actions = { chuTri: 'Chuyển chủ trì', phoiHop: 'Chuyển phối hợp', dongGui: 'Chuyển để biết' } as const;
const roles = ['chuTri', 'phoiHop', 'dongGui'] as const;
const officer = 'Tài khoản liên thông';

/** Forwards documents to those who handle them. The register keeps it: the log shows the step, and a lead's due day is the document's. */
export function transferRoutes(app: FastifyInstance, store: Store, today: string): void {
  const once = createOnce();
  for (const direction of ['INCOMING', 'OUTGOING'] as const) {
    app.post(`/${paths[direction]}/`, (request) => {
      const { maYeuCau, ...body } = bodyOf(request);
      const document = store.byId.get(Number(body['id']));
      if (document?.direction !== direction) return refused('404', 'Không tìm thấy văn bản');
      if (!isRequestKey(maYeuCau) || roles.every((role) => listOf(body[role]).length === 0))
        return refused('2', 'Thiếu thông tin chuyển xử lý');
      const answer = once(maYeuCau, { direction, body }, () => transfer(document, body, today));
      return answer === reused ? refused('409', 'Mã yêu cầu đã được dùng') : ok(answer);
    });
  }
}

function transfer(document: StoredDocument, body: Body, today: string) {
  const at = `${today}T17:00:00+07:00`;
  const comment = typeof body['comment'] === 'string' ? body['comment'] : '';
  const taken = roles.flatMap((role) => listOf(body[role]).map((to) => ({ officer, action: actions[role], comment, at, to })));
  const due = listOf(body['chuTri']).length > 0 ? fromDay(body['hanXuLy']) : null;
  // The store's own copy of the world's document: no other system sees the change.
  Object.assign(document, { steps: [...document.steps, ...taken], dueOn: due ?? document.dueOn });
  return { id: String(document.id), ngayChuyen: today };
}
