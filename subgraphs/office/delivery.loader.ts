import DataLoader from 'dataloader';
import { groupBy } from '../../core/group-by.js';
import type { DeliverySource } from './delivery.connector.js';
import type { DocumentDelivery } from './document-parts.type.js';
import { attempt } from './source-loader.js';

export interface DeliveryKey {
  readonly source: DeliverySource;
  readonly axisId: string;
}

/** Deliveries of documents: one request for each axis, however many documents. */
export function createDeliveryLoader(): DataLoader<DeliveryKey, DocumentDelivery[], string> {
  return new DataLoader<DeliveryKey, DocumentDelivery[], string>(
    async (keys) => {
      const answers = new Map<DeliverySource, ReadonlyMap<string, DocumentDelivery[] | Error> | Error>();
      await Promise.all(
        [...groupBy(keys, ({ source }) => source)].map(async ([source, members]) => {
          answers.set(source, await attempt(() => source.deliveries(members.map(({ axisId }) => axisId))));
        }),
      );
      return keys.map(({ source, axisId }) => {
        const answer = answers.get(source)!;
        return answer instanceof Error ? answer : (answer.get(axisId) ?? []);
      });
    },
    { maxBatchSize: 100, cacheKeyFn: ({ source, axisId }) => `${source.config.id} ${axisId}` },
  );
}
