import { courseOf, type StoredDocument } from './rows.js';
import { fold } from './store.js';
import type { Body } from './search.js';

/** The product's fixed lists: the middle of their paths → which documents they hold. */
export const listed: Readonly<Record<string, (document: StoredDocument, today: string) => boolean>> = {
  waitingdocument: ({ completedOn }) => completedOn === null,
  processeddocument: ({ completedOn }) => completedOn !== null,
  notifydocument: ({ direction, dueOn }) => direction === 'INCOMING' && dueOn === null,
  outdatedocument: (document, today) => courseOf(document, today) === 'QUA_HAN',
  signeddocument: ({ digitallySigned }) => digitallySigned,
};

/** Narrows a fixed list by its one free word. */
export function matchingParam(documents: readonly StoredDocument[], body: Body): readonly StoredDocument[] {
  const text = typeof body['param'] === 'string' ? fold(body['param']) : '';
  return text === '' ? documents : documents.filter((document) => document.folded.includes(text));
}
