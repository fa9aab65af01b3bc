import { z } from 'zod';
import type { IofficeClient } from '../../connectors/ioffice-token.js';
import { isRefusedWith } from '../../connectors/refused-with.js';
import { badData } from '../../connectors/shaped.js';
import { keyAlreadyUsed } from '../../schema/idempotency-key.js';
import { AssignmentRole } from './assignment.type.js';
import { DocumentDirection } from './document-enums.type.js';
import { Id } from './ioffice-rows.js';

export interface Assignment {
  readonly number: number;
  readonly direction: DocumentDirection;
  readonly assignee: string;
  readonly role: AssignmentRole;
  /** yyyy-MM-dd; null leaves the due day as it is. */
  readonly dueOn: string | null;
  readonly comment: string | null;
}

// Misspelt as the product has them.
const paths: Readonly<Record<DocumentDirection, string>> = {
  [DocumentDirection.INCOMING]: 'incommingdocument/tranferdocument/',
  [DocumentDirection.OUTGOING]: 'outgoingdocument/tranferdocument/',
};

const keyUsed = 409;
const Transferred = z.object({ id: Id });

/** Forwards a document. Sent once: whether a write that failed was made, only the caller's next try under the same key can tell. */
export async function assignIn(ioffice: IofficeClient, assignment: Assignment, requestKey: string): Promise<void> {
  const { number, direction, assignee, role, dueOn, comment } = assignment;
  const those = (wanted: AssignmentRole) => (role === wanted ? [assignee] : []);
  const body = {
    id: String(number),
    chuTri: those(AssignmentRole.LEAD),
    phoiHop: those(AssignmentRole.SUPPORT),
    dongGui: those(AssignmentRole.INFORM),
    hanXuLy: dueOn === null ? '' : dueOn.split('-').toReversed().join('/'),
    comment: comment ?? '',
    sms: '0',
    maYeuCau: requestKey,
  };
  const { id } = await ioffice.change(paths[direction], body, Transferred).catch((error: unknown) => {
    throw isRefusedWith(keyUsed, error) ? keyAlreadyUsed() : error;
  });
  if (id !== number) throw badData(ioffice.source.id, 'another document than was to be changed');
}
