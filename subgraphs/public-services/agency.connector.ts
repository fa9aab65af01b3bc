import { z } from 'zod';
import { kept } from '../../connectors/kept.js';
import { badData } from '../../connectors/shaped.js';
import type { IgateClient } from './igate-client.js';
import { readCatalogue } from './igate-page.js';

const directoryKeptMs = 5 * 60_000;

const Row = z.object({ id: z.string(), code: z.string().nullish() });

export interface AgencyConnector {
  /** The source's own ids of agencies. One it does not know is bad data: to leave it out would be to count too little. */
  readonly idsOf: (codes: readonly string[]) => Promise<string[]>;
}

export function createAgencyConnector(client: IgateClient): AgencyConnector {
  const directory = kept(directoryKeptMs, async () => {
    const rows = await readCatalogue(client, 'ba/agency/--search', Row);
    return new Map(rows.flatMap(({ code, id }) => (code ? [[code, id]] : [])));
  });
  return {
    async idsOf(codes) {
      const ids = await directory();
      return codes.map((code) => {
        const id = ids.get(code);
        if (id !== undefined) return id;
        throw badData(client.source.id, `no agency ${code}`);
      });
    },
  };
}
