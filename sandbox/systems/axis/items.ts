import type { World, WorldDocument } from '../../world/types.js';
import type { createEdxmlWriter } from './edxml-writer.js';

type Writer = ReturnType<typeof createEdxmlWriter>;

/** A document that travelled, under its id on the axis. */
export interface Travelled {
  readonly messageId: string;
  readonly document: WorldDocument;
}

/** Documents by their id on the axis. A document may stand in two registers, the sender's and the recipient's: the sender's counts. */
export function travelled(world: World): ReadonlyMap<string, Travelled> {
  const found = new Map<string, Travelled>();
  for (const document of world.documents) {
    const messageId = document.delivery?.messageId;
    if (messageId === undefined) continue;
    if (!found.has(messageId) || document.direction === 'OUTGOING') found.set(messageId, { messageId, document });
  }
  return found;
}

const listTime = (iso: string) => `${iso.slice(0, 10)} ${iso.slice(11, 19) || '08:00:00'}`;

/** The queue's entries for one document: the message to each recipient, or the status messages that came back. */
export function itemsOf({ messageId, document }: Travelled, kind: 'edoc' | 'status', { organ }: Writer) {
  const common = { serviceType: 'eDoc', messageType: kind, status: 'done', status_desc: 'Đã xử lý' };
  if (kind === 'edoc') {
    const at = listTime(`${document.signedOn}T08:00:00`);
    return document.recipientIds.map((to) => ({
      docId: messageId,
      ...common,
      created_time: at,
      updated_time: at,
      from: organ(document.issuerId),
      to: organ(to),
    }));
  }
  return document.delivery!.statuses.map(({ agencyId, at }, index) => ({
    docId: `${messageId}/${index}`,
    ...common,
    created_time: listTime(at),
    updated_time: listTime(at),
    from: organ(agencyId),
    to: organ(document.issuerId),
  }));
}
