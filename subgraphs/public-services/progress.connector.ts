import { z } from 'zod';
import { isRefusedWith } from '../../connectors/refused-with.js';
import { badData } from '../../connectors/shaped.js';
import { keyAlreadyUsed } from '../../schema/idempotency-key.js';
import type { ChangedDossier } from './changed-dossiers.js';
import type { IgateClient } from './igate-client.js';

export interface ProgressNote {
  readonly dossier: ChangedDossier;
  readonly step: string;
  readonly note: string;
}

const keyUsed = 409;
const Noted = z.object({ id: z.string() });

/** Notes what was done. Sent once: whether a write that failed was made, only the caller's next try under the same key can tell. */
export async function noteProgress(
  client: IgateClient,
  { dossier: { rowId }, step, note }: ProgressNote,
  requestKey: string,
): Promise<void> {
  const body = { dossier: { id: rowId }, task: { name: step }, comment: note, requestKey };
  const { id } = await client.change('pa/dossier/--progress', body, Noted).catch((error: unknown) => {
    throw isRefusedWith(keyUsed, error) ? keyAlreadyUsed() : error;
  });
  if (id !== rowId) throw badData(client.source.id, 'another dossier than was to be changed');
}
