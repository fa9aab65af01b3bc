import { z } from 'zod';
import { isRefusedWith } from '../../connectors/refused-with.js';
import type { PackageClient } from '../../connectors/report-packages.js';
import { HubError } from '../../core/errors.js';
import type { ReadChanges } from '../../core/feed.js';
import type { SourceConfig } from '../../core/sources.js';
import type { Areas } from './areas.js';
import { ObservationStatus } from './enums.type.js';
import { RawObservation, toObservation } from './observation.connector.js';
import type { IndicatorObservation } from './observation.type.js';

/** A figure as a reporting system took it down. */
export interface Publication {
  readonly observation: IndicatorObservation;
  readonly at: Date;
}

const RawChange = z.object({
  thoiDiem: z.iso.datetime({ offset: true }).transform((text) => new Date(text)),
  soLieu: RawObservation,
});

const markForgotten = 410;

/** Reads what a system has taken down since it was last asked. Drafts are nobody's to hear of. */
export function readPublications(client: PackageClient, source: SourceConfig, areas: Areas): ReadChanges<Publication> {
  let mark: string | null = null;
  return async () => {
    const answer = await client.changes('thay-doi-chi-so', mark, RawChange).catch((error: unknown) => {
      // The system began anew: what came since then cannot be asked for. From where it stands next, all is told again.
      if (isRefusedWith(markForgotten, error)) mark = null;
      throw error;
    });
    const isFirst = mark === null;
    mark = answer.mark;
    if (isFirst) return [];
    return answer.rows.flatMap((row) => {
      if (row instanceof HubError) return [];
      const observation = toObservation(row.soLieu, source, areas);
      return observation.status === ObservationStatus.DRAFT ? [] : [{ observation, at: row.thoiDiem }];
    });
  };
}
