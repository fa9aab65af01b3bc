import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Caller } from '../../auth/caller.js';
import type { SourceConfig } from '../../core/sources.js';
import { inMemory, serveSubgraph } from '../../schema/serve.js';
import { createHealthSubgraph } from '../../subgraphs/health/index.js';
import { runHub, type RunningTestHub } from '../hub/running-hub.js';
import { callerAs, cast, clinician, everything, withRecordIn } from '../subgraphs/health-under-test.js';
import { load, resourcesOf, sourceAt } from './fhir-records.js';

const url = process.env['FHIR_URL']!;
const treating = callerAs(['clinician', 'restricted-care'], ['vinh']);
/** One hub over the sandbox, and one over the same sandbox with its records on the other server. */
let ours: RunningTestHub;
let theirs: RunningTestHub;
let sandbox: SourceConfig;

beforeAll(async () => {
  ours = await runHub({ SANDBOX_SCALE: '0.1' });
  sandbox = ours.hub.sources.find(({ system }) => system === 'fhir')!;
  await load(url, await resourcesOf(sandbox));
  theirs = await runHub(
    {},
    ours.hub.sources.map((source) => (source === sandbox ? sourceAt(url, sandbox) : source)),
  );
}, 180_000);
afterAll(async () => {
  await theirs.stop();
  await ours.stop();
});

/** What an answer says, without when it was fetched. */
const said = (data: unknown): unknown =>
  JSON.parse(JSON.stringify(data, (key, value: unknown) => (key === 'fetchedAt' || key === 'asOf' ? undefined : value)));

describe('the named questions have the same answers', () => {
  test.each([
    ['CitizenFile', 'citizen'],
    ['CitizenFile', 'clinician'],
    ['CityOverview', 'ioc'],
    ['CityOverview', 'clinician'],
    ['WardOverview', 'ioc'],
    ['ProvinceOverview', 'province'],
    ['ProvinceOverview', 'auditor'],
  ])('%s as %s', async (name, persona) => {
    const [there, here] = [await theirs.askOperation(persona, name), await ours.askOperation(persona, name)];
    expect(there.errors.map(({ path, extensions }) => [path, extensions.code])).toEqual(
      here.errors.map(({ path, extensions }) => [path, extensions.code]),
    );
    expect(said(there.data)).toEqual(said(here.data));
  });
});

describe('every record is the same', () => {
  const recordsAt = async (source: SourceConfig, caller: Caller) => {
    const subgraph = await createHealthSubgraph([source]);
    const app = await serveSubgraph(subgraph, { identify: () => Promise.reject(new Error('not used')) });
    const query = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Person { personalId healthRecord ${everything} } } }`;
    const r = withRecordIn('vinh').map(({ personalId }) => ({ __typename: 'Person', personalId }));
    const { data, errors = [] } = await inMemory(app, subgraph)({ query, variables: { r } }, caller);
    await app.close();
    expect(errors).toEqual([]);
    return said(data!['_entities']) as { personalId: string; healthRecord: Record<string, unknown[]> }[];
  };

  test.each([
    ['in batches', {}],
    ['a search at a time, in small pages', { batch: false, pageSize: 9, maxPages: 500 }],
  ])(
    '%s',
    async (_, options) => {
      for (const caller of [clinician, treating]) {
        const [there, here] = [await recordsAt(sourceAt(url, sandbox, options), caller), await recordsAt(sandbox, caller)];
        expect(there).toEqual(here);
      }
    },
    120_000,
  );

  test('with labels that hide the same of it', async () => {
    const problems = async (caller: Caller) =>
      (await recordsAt(sourceAt(url, sandbox), caller)).find(({ personalId }) => personalId === cast.restrictedPersonalId)!
        .healthRecord['problems'];
    expect(JSON.stringify(await problems(clinician))).not.toContain('B24');
    expect(JSON.stringify(await problems(treating))).toContain('B24');
  });
});
