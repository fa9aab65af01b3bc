import { z } from 'zod';
import { badData, shapedRows } from '../../connectors/shaped.js';
import { HubError } from '../../core/errors.js';
import { allPages } from './all-pages.js';
import type { IgateClient, Parameters } from './igate-client.js';

/** Spring Data's page; a slice has no total. */
const Page = z.object({
  content: z.array(z.unknown()),
  number: z.number().int().optional(),
  size: z.number().int().optional(),
  last: z.boolean().optional(),
  totalElements: z.number().int().min(0).max(2_147_483_647).optional(),
});
type Page = z.infer<typeof Page>;

export interface IgatePage<T> {
  /** A row that cannot be read is an Error in its place. */
  readonly rows: readonly (T | HubError)[];
  readonly total: number | null;
  readonly last: boolean;
}

export interface PageParameters {
  readonly page: number;
  readonly size: number;
}

/** One page of a list. */
export async function readPage<T>(
  client: IgateClient,
  path: string,
  parameters: Parameters & PageParameters,
  row: z.ZodType<T>,
): Promise<IgatePage<T>> {
  const page = await fetchPage(client, path, parameters);
  // Page `n` of a source that caps its pages begins elsewhere: rows would be skipped, others come twice.
  const whole = parameters.page === 0 && page.last === true;
  if (page.size !== undefined && page.size !== parameters.size && !whole)
    throw badData(client.source.id, 'pages of another size than was asked for');
  return told(page, parameters.size, row, client.source.id);
}

/** Every row of a list that is known to be short. */
export const readAll = <T>(
  client: IgateClient,
  path: string,
  parameters: Parameters & Omit<PageParameters, 'page'>,
  row: z.ZodType<T>,
): Promise<(T | HubError)[]> =>
  allPages(client.source.id, async (page) =>
    told(await fetchPage(client, path, { ...parameters, page }), parameters.size, row, client.source.id),
  );

/** A whole catalogue. Nothing may be missing from it unnoticed, so one row that cannot be read fails it. */
export async function readCatalogue<T>(client: IgateClient, path: string, row: z.ZodType<T>): Promise<T[]> {
  const rows = await readAll(client, path, { spec: 'page', size: 2000 }, row);
  return rows.map((each) => {
    if (each instanceof HubError) throw each;
    return each;
  });
}

/** What names a person travels in a form, never in a URL. */
async function fetchPage(client: IgateClient, path: string, parameters: Parameters & PageParameters): Promise<Page> {
  const send = 'identity-number' in parameters ? client.post : client.get;
  const page = await send(path, parameters, Page);
  const { content, number = parameters.page, totalElements = 0 } = page;
  if (number !== parameters.page) throw badData(client.source.id, 'another page than was asked for');
  // A list that ends before its own total would be asked for its rest for ever.
  if (content.length === 0 && parameters.page * parameters.size < totalElements)
    throw badData(client.source.id, 'an empty page within the list');
  return page;
}

const told = <T>(
  { content, size, last, totalElements }: Page,
  asked: number,
  row: z.ZodType<T>,
  source: string,
): IgatePage<T> => ({
  rows: shapedRows(content, row, source),
  total: totalElements ?? null,
  last: last ?? content.length < (size ?? asked),
});
