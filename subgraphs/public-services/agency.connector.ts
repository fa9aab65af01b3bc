import { z } from 'zod';
import { HubError } from '../../core/errors.js';
import type { IgateClient } from './igate-client.js';
import { allPages } from './all-pages.js';
import { pageOf } from './igate-shapes.js';
import { kept } from './kept.js';

const directoryKeptMs = 5 * 60_000;

const Rows = pageOf(z.object({ id: z.string(), code: z.string().nullish() }));

export interface AgencyConnector {
  /** The source's own ids of agencies. One it does not know is bad data: to leave it out would be to count too little. */
  readonly idsOf: (codes: readonly string[]) => Promise<string[]>;
}

export function createAgencyConnector(client: IgateClient): AgencyConnector {
  const directory = kept(directoryKeptMs, async () => {
    const rows = await allPages(client.source.id, async (page) => {
      const { content, last = true } = await client.get('ba/agency/--search', { spec: 'page', page, size: 2000 }, Rows);
      return { rows: content, last };
    });
    return new Map(rows.flatMap(({ code, id }) => (code ? [[code, id]] : [])));
  });
  return {
    async idsOf(codes) {
      const ids = await directory();
      return codes.map((code) => {
        const id = ids.get(code);
        if (id !== undefined) return id;
        throw new HubError('SOURCE_BAD_DATA', undefined, { source: client.source.id, cause: new Error(`no agency ${code}`) });
      });
    },
  };
}
