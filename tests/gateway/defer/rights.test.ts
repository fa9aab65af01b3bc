import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { AccessLogSink } from '../../../gateway/access-log/hook.js';
import type { AccessRecord } from '../../../gateway/access-log/record.js';
import { logInMemory } from '../access-log.kit.js';
import { canary, id, owned, registers } from '../access-log.world.js';
import { smallFederation } from '../small-federation.js';
import { readable } from './library.js';
import { merged, type Part } from './multipart.js';
import { errorsIn } from './random.kit.js';
import { withRandomDefer } from './random-defer.js';

// Subgraphs answer when a test lets them; how long the machine takes is of no interest.
jest.setTimeout(30_000);

const log = logInMemory();
const order: string[] = [];
let afterCommit: () => void = () => undefined;
const sink: AccessLogSink = {
  ...log.accessLog.sink,
  async commit(record, options) {
    // As long as it takes, nothing of what it tells of may be read.
    await new Promise((resolve) => setImmediate(resolve));
    await log.accessLog.sink.commit(record, options);
    order.push(`recorded ${record.counts.values}`);
    afterCommit();
  },
};
let hub: Awaited<ReturnType<typeof readable>>;
beforeAll(async () => {
  const options = { engine: 'compiled', accessLog: { ...log.accessLog, sink } } as const;
  hub = await readable(await smallFederation({ registers, owned }, options));
});
afterAll(() => hub.close());
beforeEach(() => {
  log.records.length = 0;
  log.waiting.length = 0;
  order.length = 0;
  afterCommit = () => undefined;
  Object.assign(log.state, { up: true, witnessed: true, room: 100 });
});

describe('a part is told under the rights of the whole', () => {
  test('masks stand in the place of values, and say so', async () => {
    const [first, second] = await hub.all('{ people { town ... @defer { name } } }', { roles: 'auditor' });
    expect(first).toEqual({ data: { people: [{ town: 'Vinh' }, { town: 'Vinh' }] }, hasNext: true });
    expect(second!.incremental).toEqual(
      [0, 1].map((index) => ({
        path: ['people', index],
        data: { name: 'C.N.T.M.H.' },
        extensions: { masked: [{ mask: 'INITIALS', coordinate: 'Person.name' }] },
      })),
    );
  });

  test('what is denied is null with an error, is not fetched, and takes nothing else along', async () => {
    const { owned: before = [] } = hub.fetches;
    const count = before.length;
    const [first, second] = await hub.all('{ people { town ... @defer(label: "land") { parcels { address } } } open }', {
      roles: 'clinician',
    });
    expect(first!.data).toEqual({ people: [{ town: 'Vinh' }, { town: 'Vinh' }], open: 1 });
    expect(second!.incremental).toMatchObject(
      [0, 1].map((index) => ({
        path: ['people', index],
        label: 'land',
        data: { parcels: null },
        errors: [{ path: ['people', index, 'parcels'], extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE' } }],
      })),
    );
    expect((hub.fetches['owned'] ?? []).length).toBe(count);
  });

  test('a denied field that may not be null takes its part along, and no more', async () => {
    const parts = await hub.all('query ($id: ID!) { file(id: $id) { must { code ... @defer { hidden } } } }', {
      roles: 'clinician',
      variables: { id: id(1) },
    });
    expect(parts[0]!.data).toEqual({ file: { must: { code: canary } } });
    expect(parts[1]!.incremental).toMatchObject([
      { path: ['file', 'must'], data: null, errors: [{ path: ['file', 'must', 'hidden'] }] },
    ]);
  });

  test.each([
    [
      'clinician',
      '{ open people { id name town } being { name ... on Person { id town } } file(id: "040199000001") { person { id } entries { code } must { code } } }',
    ],
    [
      'auditor',
      '{ people { id name town parcels { address } } being { name __typename } cases { code status note applicant { name } } }',
    ],
    ['public-services', '{ cases { code status note applicant { name person { id name } } } open }'],
    ['land-officer', '{ people { id town parcels { address } } open restricted }'],
    ['ioc', '{ open cases { code status note } restricted }'],
  ])('together the parts tell %s no more and no less than the whole, and their records say so', async (roles, query) => {
    let inParts = 0;
    for (let seed = 1; seed <= 12; seed++) {
      const deferred = withRandomDefer(query, seed);
      log.records.length = 0;
      const [whole] = await hub.all(deferred, { roles, accepts: 'application/json' });
      const wholly = told(log.records);
      log.records.length = 0;
      const parts = await hub.all(deferred, { roles });
      if (parts.length > 1) inParts++;
      expect(merged(parts)).toEqual(whole!.data);
      expect(errorsIn(parts).toSorted()).toEqual(errorsIn([whole!]).toSorted());
      expect(told(log.records)).toEqual(wholly);
      expect(log.records).toHaveLength(parts.length);
    }
    expect(inParts).toBeGreaterThan(3);
  });
});

/** What records say together that was told, and of whom. */
function told(records: readonly AccessRecord[]) {
  const all = (of: (record: AccessRecord) => readonly string[]) => [...new Set(records.flatMap(of))].toSorted();
  return {
    fields: all(({ fields }) => fields),
    personal: all(({ personal }) => Object.entries(personal).map((entry) => entry.join(' '))),
    categories: all(({ categories }) => categories),
    subjects: all(({ subjects }) => subjects),
    denied: all(({ denied }) => denied),
    operations: all(({ operation }) => [operation.hash!]),
  };
}

describe('a part is recorded', () => {
  const query = '{ people { town ... @defer(label: "a") { name ... @defer(label: "b") { id } } } }';

  test('before it leaves, under the number it has in the answer', async () => {
    const read: Part[] = [];
    for await (const part of await hub.inParts(query, { roles: 'clinician' })) {
      read.push(part);
      order.push('read');
    }
    const places = order.flatMap((entry, index) => (entry === 'read' ? [index] : []));
    places.forEach((at, number) => expect(order.slice(0, at).filter((entry) => entry !== 'read').length).toBeGreaterThan(number));
    const [first] = log.records;
    expect(log.records.map(({ request }) => request)).toEqual([first!.request, `${first!.request}-1`, `${first!.request}-2`]);
    expect(log.records.map(({ counts }) => counts.values)).toEqual([1, 2, 2]);
    expect(log.records.map(({ outcome, http }) => [outcome, http])).toEqual(read.map(() => ['granted', 200]));
  });

  test('or is withheld, with all that was to follow it', async () => {
    afterCommit = () => (log.state.up = false);
    const [, second, ...others] = await hub.all(query, { roles: 'clinician' });
    expect(second).toMatchObject({
      incremental: [0, 1].map((index) => ({
        path: ['people', index],
        data: null,
        errors: [{ extensions: { code: 'ACCESS_LOG_UNAVAILABLE' } }],
      })),
      hasNext: false,
    });
    expect(others).toEqual([]);
    expect(JSON.stringify(second)).not.toContain(canary);
  });

  test('and nothing follows an answer that is withheld itself', async () => {
    log.state.up = false;
    const response = await hub.post(query, { roles: 'clinician' });
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'ACCESS_LOG_UNAVAILABLE' } }] });
  });
});
