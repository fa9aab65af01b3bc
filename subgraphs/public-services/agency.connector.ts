import { z } from 'zod';
import { badData } from '../../connectors/shaped.js';
import { wholeReadsOf } from '../../connectors/whole-reads.js';
import type { IgateClient } from './igate-client.js';
import { readCatalogue } from './igate-page.js';

const Row = z.object({ id: z.string(), code: z.string().nullish() });

export interface AgencyConnector {
  /** The source's own ids of agencies. One it does not know is bad data: to leave it out would be to count too little. */
  readonly idsOf: (codes: readonly string[]) => Promise<string[]>;
}

export function createAgencyConnector(client: IgateClient): AgencyConnector {
  const directory = async () => {
    const rows = await wholeReadsOf(client.source).one({ kind: 'Agency', key: 'directory' }, () =>
      readCatalogue(client, 'ba/agency/--search', Row),
    );
    return new Map(rows.flatMap(({ code, id }) => (code ? [[code, id]] : [])));
  };
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
