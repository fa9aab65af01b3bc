import type { FastifyInstance } from 'fastify';
import type { World } from '../../world/types.js';
import { createMailbox } from './mailbox.js';
import { refusalOf, type AxisCredentials } from './signature.js';

type Body = Readonly<Record<string, unknown>>;

const ok = (data: unknown) => ({ status: 'OK', ErrorCode: '0', ErrorDesc: '', data });
const failed = (code: string, reason: string) => ({ status: 'FAIL', ErrorCode: code, ErrorDesc: reason });

/** The axis' REST interface (VXP): signed POSTs. The hub's account sees all of the sandbox's traffic. */
export function axis(world: World, credentials: AxisCredentials) {
  const mailbox = createMailbox(world);
  const agencies = world.agencies.map(({ id: code, code102, name }) => ({ code, code102, oldCode: code102, name, mail: '' }));

  const answers: Readonly<Record<string, (body: Body) => unknown>> = {
    getAgenciesList: () => ok(agencies),
    getReceivedEdocList: ({ messagetype }) => ok(mailbox.items(messagetype)),
    getSentEdocList: ({ messagetype }) => ok(mailbox.items(messagetype)),
    countReceiveEdoc: ({ messagetype }) => ok(mailbox.items(messagetype).length),
    getEdoc: ({ docId }) => {
      const bytes = mailbox.bytes(String(docId));
      return bytes ? ok(bytes.toString('base64')) : failed('404', 'document not found');
    },
    // This project's own addition: what became of many documents, in one request.
    getDeliveriesByDocumentIds: ({ documentIds }) =>
      ok((Array.isArray(documentIds) ? documentIds : []).flatMap((id) => mailbox.deliveriesOf(String(id)))),
  };

  return async (app: FastifyInstance) => {
    // The signature is over the body's bytes as sent.
    app.removeContentTypeParser('application/json');
    app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => done(null, body));
    for (const [path, answer] of Object.entries(answers)) {
      app.post(`/${path}`, (request) => {
        const text = typeof request.body === 'string' ? request.body : '';
        const refusal = refusalOf(request.headers, text, credentials);
        return refusal ? failed('401', refusal) : answer(JSON.parse(text) as Body);
      });
    }
  };
}
