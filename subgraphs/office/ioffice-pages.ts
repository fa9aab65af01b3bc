import { z } from 'zod';
import { badData } from '../../connectors/shaped.js';
import type { Slice } from '../../schema/paging.js';
import { Count } from './ioffice-rows.js';

/** One page of a list, with the length of the whole. */
export const Found = z.object({ tongSo: Count, danhSach: z.array(z.unknown()) });
export type Found = z.infer<typeof Found>;

export interface Window {
  readonly offset: number;
  readonly limit: number;
}

/** The pages to ask for. iOffice pages by number and size: a window that does not begin on a page's boundary lies on two. */
export function pagesOver({ offset, limit }: Window): number[] {
  const page = Math.floor(offset / limit) + 1;
  return offset % limit === 0 ? [page] : [page, page + 1];
}

/** The rows of the window, out of the pages it lies on. */
export function cut(pages: readonly Found[], { offset, limit }: Window, source: string): Slice<unknown> {
  const skip = offset % limit;
  const total = pages[0]?.tongSo ?? 0;
  const rows = pages.flatMap((page) => page.danhSach).slice(skip, skip + limit);
  // A list that ends before its own total would be asked for its rest for ever.
  if (rows.length === 0 && offset < total) throw badData(source, 'an empty page within the list');
  return { total, rows };
}
