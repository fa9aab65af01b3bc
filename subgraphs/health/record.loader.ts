import DataLoader from 'dataloader';
import type { FhirAccess } from '../../connectors/fhir.js';
import type { HealthRecord } from './record.type.js';
import type { HealthSource } from './source.js';

/** Personal identifier → record, one request to each source; null where no source knows the person. */
export const createRecordLoader = (
  sources: readonly HealthSource[],
  access: FhirAccess,
  mayRead: (record: HealthRecord, personalId: string) => boolean,
): DataLoader<string, HealthRecord | null> =>
  new DataLoader(
    async (personalIds) => {
      const answers = await Promise.allSettled(sources.map(({ records }) => records(personalIds, access)));
      return personalIds.map((personalId) => {
        const record = answers.flatMap((answer) =>
          answer.status === 'fulfilled' ? (answer.value.get(personalId) ?? []) : [],
        )[0];
        if (record) return mayRead(record, personalId) ? record : null;
        // A source that did not answer might have known the person.
        const failed = answers.find(({ status }) => status === 'rejected');
        return failed?.status === 'rejected' ? (failed.reason as Error) : null;
      });
    },
    { maxBatchSize: 100 },
  );
