import type { FastifyInstance } from 'fastify';
import type { World } from '../../world/types.js';
import { createEdxmlWriter } from './edxml-writer.js';
import { itemsOf, travelled } from './items.js';
import { refusalOf, type AxisCredentials } from './signature.js';

type Body = Readonly<Record<string, unknown>>;

const ok = (data: unknown) => ({ status: 'OK', ErrorCode: '0', ErrorDesc: '', data });
const failed = (code: string, reason: string) => ({ status: 'FAIL', ErrorCode: code, ErrorDesc: reason });

/** The axis' REST interface (VXP): signed POSTs. The hub's account sees all of the sandbox's traffic. */
export function axis(world: World, credentials: AxisCredentials) {
  const writer = createEdxmlWriter(world);
  const documents = travelled(world);
  const agencies = world.agencies.map(({ id, code102, name }) => ({
    code: id,
    code102,
    oldCode: code102,
    pid: null,
    name,
    mail: '',
  }));
  const items = (kind: unknown) => {
    const wanted = kind === 'status' ? 'status' : 'edoc';
    return [...documents.values()].flatMap((entry) => itemsOf(entry, wanted, writer));
  };

  const answers: Readonly<Record<string, (body: Body) => unknown>> = {
    getAgenciesList: () => ok(agencies),
    getReceivedEdocList: ({ messagetype }) => ok(items(messagetype)),
    getSentEdocList: ({ messagetype }) => ok(items(messagetype)),
    countReceiveEdoc: ({ messagetype }) => ok(items(messagetype).length),
    getEdoc: ({ docId }) => {
      const bytes = messageBytes(String(docId));
      return bytes ? ok(bytes.toString('base64')) : failed('404', 'document not found');
    },
    // This project's own addition: what became of many documents in one request.
    getDeliveriesByDocumentIds: ({ documentIds }) => ok((Array.isArray(documentIds) ? documentIds : []).flatMap(deliveryOf)),
  };

  function messageBytes(docId: string): Buffer | null {
    const whole = documents.get(docId);
    if (whole) return writer.message(whole.document, docId);
    const [, messageId = '', index = ''] = /^(.+)\/(\d+)$/.exec(docId) ?? [];
    const document = documents.get(messageId)?.document;
    return document?.delivery?.statuses[Number(index)] ? writer.status(document, messageId, Number(index)) : null;
  }

  function deliveryOf(documentId: unknown) {
    const entry = documents.get(String(documentId));
    if (!entry) return [];
    const { document, messageId } = entry;
    const messages = document.delivery!.statuses.map((_, at) => writer.status(document, messageId, at).toString('base64'));
    return [{ documentId: messageId, to: document.recipientIds.map(writer.organ), messages }];
  }

  return async (app: FastifyInstance) => {
    // The signature is over the body's bytes as sent.
    app.removeContentTypeParser('application/json');
    app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => done(null, body));
    for (const [path, answer] of Object.entries(answers)) {
      app.post(`/${path}`, async (request) => {
        const text = String(request.body ?? '');
        const refusal = refusalOf(request.headers, text, credentials);
        return refusal ? failed('401', refusal) : answer(JSON.parse(text) as Body);
      });
    }
  };
}
