import { z } from 'zod';
import type { DocumentFile, HandlingStep } from './document-parts.type.js';
import { Flag, Id, Minute, Optional, OptionalCount } from './ioffice-rows.js';

const Step = z
  .object({ fullName: Optional, updateDate: Minute, comment: Optional, action: Optional })
  .transform(({ fullName, updateDate, comment, action }): HandlingStep => ({
    at: updateDate,
    action,
    comment,
    officerName: fullName,
  }));

/** The log of one document, oldest first: versions of the product differ in the order they keep. */
export const Log = z
  .object({ id: Id, log: z.array(Step) })
  .transform(({ id, log }) => [id, log.toSorted((a, b) => a.at.getTime() - b.at.getTime())] as const);

const File = z
  .object({ name: z.string(), fileSize: OptionalCount, isKy: Flag })
  .transform(({ name, fileSize, isKy }): DocumentFile => ({ name, sizeBytes: fileSize, signed: isKy }));

/** The files of one document. */
export const Files = z.object({ id: Id, files: z.array(File) }).transform(({ id, files }) => [id, files] as const);
