import type { World } from '../../world/types.js';
import { createEdxmlWriter } from './edxml-writer.js';
import { itemsOf, travelled } from './items.js';

/** What the axis holds: documents on their way, and the status messages that came back. */
export function createMailbox(world: World) {
  const writer = createEdxmlWriter(world);
  const documents = travelled(world);

  function statusOf(docId: string): Buffer | null {
    const [, messageId = '', index = ''] = /^(.+)\/(\d+)$/.exec(docId) ?? [];
    const document = documents.get(messageId)?.document;
    return document?.delivery?.statuses[Number(index)] ? writer.status(document, messageId, Number(index)) : null;
  }

  return {
    items(kind: unknown) {
      const wanted = kind === 'status' ? 'status' : 'edoc';
      return [...documents.values()].flatMap((entry) => itemsOf(entry, wanted, writer));
    },
    /** The bytes of a message or status message; null for an unknown id. */
    bytes(docId: string): Buffer | null {
      const whole = documents.get(docId);
      return whole ? writer.message(whole.document, docId) : statusOf(docId);
    },
    deliveriesOf(documentId: string) {
      const entry = documents.get(documentId);
      if (!entry) return [];
      const { document, messageId } = entry;
      const messages = document.delivery!.statuses.map((_, at) => writer.status(document, messageId, at).toString('base64'));
      return [{ documentId: messageId, to: document.recipientIds.map(writer.organ), messages }];
    },
  };
}
