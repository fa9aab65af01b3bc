import { expect, jest, test } from '@jest/globals';
import { silentLog } from '../../core/log.js';
import { keepRetention } from '../../gateway/access-log/retention.js';
import type { Pruned } from '../../gateway/access-log/store/store.js';

const prune = (answer: () => Promise<Pruned>) => jest.fn(answer) as never as Parameters<typeof keepRetention>[0]['prune'];

test('a running hub lets the months leave that its retention names, and says which', async () => {
  const info = jest.fn();
  const store = { prune: prune(async () => ({ dropped: ['2025-01-01'], kept: [] })) };
  const retention = keepRetention(store, 18, { ...silentLog, info } as never);
  await retention.run();
  retention.stop();
  expect(store.prune).toHaveBeenCalledWith({ now: expect.any(Date), keepMonths: 18 });
  expect(info).toHaveBeenCalledWith({ months: ['2025-01-01'] }, expect.any(String));
});

test('a store that is away costs a warning, and nothing else', async () => {
  const warn = jest.fn();
  const retention = keepRetention({ prune: prune(() => Promise.reject(new Error('x'))) }, 12, { ...silentLog, warn } as never);
  await retention.run();
  retention.stop();
  expect(warn).toHaveBeenCalledTimes(1);
});
