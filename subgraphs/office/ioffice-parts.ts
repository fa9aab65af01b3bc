import { z } from 'zod';
import type { IofficeClient } from '../../connectors/ioffice-token.js';
import { shapedRows } from '../../connectors/shaped.js';
import { wholeReadsOf } from '../../connectors/whole-reads.js';
import type { DocumentFile, HandlingStep } from './document-parts.type.js';
import { answers } from './document-reader.js';
import { Flag, Id, Minute, Optional, OptionalCount } from './ioffice-rows.js';
import { known } from './known.js';

const Step = z
  .object({ fullName: Optional, updateDate: Minute, comment: Optional, action: Optional })
  .transform(({ fullName, updateDate, comment, action }): HandlingStep => ({
    at: updateDate,
    action,
    comment,
    officerName: fullName,
  }));

/** The log of one document, oldest first: versions of the product differ in the order they keep. */
const Log = z
  .object({ id: Id, log: z.array(Step) })
  .transform(({ id, log }) => [id, log.toSorted((a, b) => a.at.getTime() - b.at.getTime())] as const);

const File = z
  .object({ name: z.string(), fileSize: OptionalCount, isKy: Flag })
  .transform(({ name, fileSize, isKy }): DocumentFile => ({ name, sizeBytes: fileSize, signed: isKy }));

/** The files of one document. */
const Files = z.object({ id: Id, files: z.array(File) }).transform(({ id, files }) => [id, files] as const);

interface Part<V> {
  readonly kind: 'HandlingStep' | 'DocumentFile';
  readonly path: string;
  readonly shape: z.ZodType<readonly [number, V]>;
}

/** One part of several documents, in one request for those whose is not known. */
async function readPart<V>(
  ioffice: IofficeClient,
  { kind, path, shape }: Part<V>,
  numbers: readonly number[],
): Promise<ReadonlyMap<number, V | Error>> {
  const found = await wholeReadsOf(ioffice.source).many<V | null>(kind, numbers.map(String), async (dsId) => {
    const lines = await ioffice.post(path, { dsId }, z.array(z.unknown()));
    return answers(dsId.map(Number), shapedRows(lines, shape, ioffice.source.id));
  });
  return known(numbers, found);
}

/** How documents were handled, by their numbers. */
export const readSteps = (
  ioffice: IofficeClient,
  numbers: readonly number[],
): Promise<ReadonlyMap<number, HandlingStep[] | Error>> =>
  readPart(ioffice, { kind: 'HandlingStep', path: 'document/getlistactivitylog/', shape: Log }, numbers);

/** What is attached to documents, by their numbers. */
export const readFiles = (
  ioffice: IofficeClient,
  numbers: readonly number[],
): Promise<ReadonlyMap<number, DocumentFile[] | Error>> =>
  readPart(ioffice, { kind: 'DocumentFile', path: 'file/getlistfileattach/', shape: Files }, numbers);
