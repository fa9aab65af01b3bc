import { z } from 'zod';

const form = 'a document id reads like ioffice-nghe-an:10234';

/** `ioffice-nghe-an:10234`: the id of a source, and the document's number in it. */
export const DocumentId = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*:\d{1,15}$/, form)
  .describe(form);

/** The two parts of an id; null for what is not one. */
export function partsOf(id: string): { readonly source: string; readonly number: number } | null {
  if (!DocumentId.safeParse(id).success) return null;
  const colon = id.lastIndexOf(':');
  return { source: id.slice(0, colon), number: Number(id.slice(colon + 1)) };
}
