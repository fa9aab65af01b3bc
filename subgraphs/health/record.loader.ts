import DataLoader from 'dataloader';
import type { FhirAccess } from '../../connectors/fhir.js';
import type { ReachesPatient } from './record.connector.js';
import type { HealthRecord } from './record.type.js';
import type { HealthSource } from './source.js';

/** Personal identifier → record, one request to each source; null where no source has one within the caller's reach. */
export const createRecordLoader = (
  sources: readonly HealthSource[],
  access: FhirAccess,
  reaches: ReachesPatient,
): DataLoader<string, HealthRecord | null> =>
  new DataLoader(
    async (personalIds) => {
      const answers = await Promise.allSettled(sources.map(({ records }) => records(personalIds, access, reaches)));
      return personalIds.map((_, at) => {
        const found = answers.map((answer) => (answer.status === 'fulfilled' ? answer.value[at]! : (answer.reason as Error)));
        const record = found.find((one) => one !== null && !(one instanceof Error));
        // A source that did not answer might have known the person.
        return record ?? found.find((one) => one instanceof Error) ?? null;
      });
    },
    { maxBatchSize: 100 },
  );
