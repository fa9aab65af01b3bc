import { badData } from '../../connectors/shaped.js';

export interface WholePage<T> {
  readonly rows: readonly T[];
  readonly last: boolean;
}

const mostPages = 20;

/** Every row of a list that is known to be short. A source that never comes to its last page is not believed. */
export async function allPages<T>(source: string, read: (page: number) => Promise<WholePage<T>>): Promise<T[]> {
  const found: T[] = [];
  for (let page = 0; page < mostPages; page++) {
    const { rows, last } = await read(page);
    found.push(...rows);
    if (last || rows.length === 0) return found;
  }
  throw badData(source, `more than ${mostPages} pages`);
}
