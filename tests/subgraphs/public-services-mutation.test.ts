import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import type { Caller } from '../../auth/caller.js';
import { createWorld, wellKnown } from '../../sandbox/world/index.js';
import { callerWith, serveAs, startPublicServices, type Answer } from './public-services.kit.js';

const world = createWorld({ scale: 0.1 });
const facts = { jurisdictions: ['vinh'], agency: wellKnown.agencyId };
const officer = callerWith(['officer'], facts);
const officerInIoc = callerWith(['officer', 'ioc'], facts);
const citizen = callerWith(['citizen'], { personalId: wellKnown.personalId });
const auditor = callerWith(['auditor'], { jurisdictions: '*' });
const ioc = callerWith(['ioc'], { jurisdictions: ['vinh'] });

const otherAgency = world.dossiers.find(
  ({ jurisdiction, agencyId }) => jurisdiction === 'vinh' && agencyId !== wellKnown.agencyId,
)!;
const mutation = `mutation ($input: NoteDossierProgressInput!, $key: ID!) { noteDossierProgress(input: $input, idempotencyKey: $key) {
  dossier { code steps { name note officerName endedAt } } } }`;
const input = { dossier: wellKnown.dossierCode, step: 'Xác minh thực địa', note: 'Đã đo đạc, đúng ranh giới' };

interface Noted {
  readonly steps: readonly { readonly name: string; readonly note: string | null }[];
}

describe('noteDossierProgress', () => {
  let under: Awaited<ReturnType<typeof startPublicServices>>;
  let app: FastifyInstance;
  let ask: (as: Caller, query: string, variables?: object) => Promise<Answer>;
  beforeAll(async () => {
    under = await startPublicServices(world);
    ({ app, ask } = await serveAs(under.subgraph));
  });
  afterAll(async () => {
    await app.close();
    await under.close();
  });
  const note = (given: object, key: string = randomUUID(), as = officer) => ask(as, mutation, { input: given, key });
  const dossierIn = ({ data }: Answer) => (data?.['noteDossierProgress'] as { dossier: Noted } | null)?.dossier ?? null;
  const codesIn = ({ errors = [] }: Answer) => errors.map(({ extensions }) => extensions['code']);
  const read = async () =>
    (await ask(officer, `{ dossier(code: "${wellKnown.dossierCode}") { steps { name note } } }`)).data?.['dossier'] as Noted;

  test('is kept by the system: the payload and every later read show it', async () => {
    const before = await read();
    const answer = await note(input);
    expect(answer.errors ?? []).toEqual([]);
    const { steps } = dossierIn(answer)!;
    expect(steps).toHaveLength(before.steps.length + 1);
    expect(steps.at(-1)).toMatchObject({ name: input.step, note: input.note, officerName: expect.any(String) });
    expect(before.steps.every((step) => step.note === null)).toBe(true);
    expect((await read()).steps).toMatchObject(steps.map(({ name, note: words }) => ({ name, note: words })));
  });

  test('is read by who may read what is personal, and by nobody else', async () => {
    const asked = await ask(ioc, `{ dossier(code: "${wellKnown.dossierCode}") { steps { name note } } }`);
    expect(asked.errors!.every(({ extensions }) => extensions['code'] === 'UNAUTHORIZED_FIELD_OR_TYPE')).toBe(true);
    expect((asked.data!['dossier'] as Noted).steps.every((step) => step.note === null)).toBe(true);
  });

  test('under the same key is made once, and refuses another input', async () => {
    const key = randomUUID();
    const first = dossierIn(await note(input, key))!;
    const [again, other] = [await note(input, key), await note({ ...input, note: 'Khác' }, key)];
    expect(dossierIn(again)).toEqual(first);
    expect(other.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument: 'idempotencyKey' } }]);
    expect((await read()).steps).toHaveLength(first.steps.length);
  });

  test('reaches dossiers of the officer’s own agency alone', async () => {
    const before = await under.requests();
    for (const as of [officer, officerInIoc])
      for (const dossier of [otherAgency.code, 'H57.01-260609-0001'])
        expect(codesIn(await note({ ...input, dossier }, randomUUID(), as))).toEqual(['FORBIDDEN']);
    expect(codesIn(await note({ ...input, dossier: 'H99.01-260609-0001' }))).toEqual(['NOT_FOUND']);
    expect(await under.requests()).toBe(before);
    // Of a code below the agency only the system can tell.
    for (const dossier of ['H41.17-260609-9999', 'H41.17.99-260609-0001'])
      expect(codesIn(await note({ ...input, dossier }))).toEqual(['NOT_FOUND']);
  });

  test.each([auditor, ioc, citizen])('is refused to $roles, before anything is asked', async (as) => {
    const before = await under.requests();
    expect(codesIn(await note(input, randomUUID(), as))).toEqual(['UNAUTHORIZED_FIELD_OR_TYPE']);
    expect(await under.requests()).toBe(before);
  });

  test.each([
    [{ ...input, dossier: 'garbage' }, randomUUID(), 'input.dossier'],
    [{ ...input, step: '' }, randomUUID(), 'input.step'],
    [{ ...input, note: ' ' }, randomUUID(), 'input.note'],
    [{ ...input, note: 'x'.repeat(1001) }, randomUUID(), 'input.note'],
    [input, 'short', 'idempotencyKey'],
    [input, 'key_with_underscores', 'idempotencyKey'],
  ])('what is wrong in call %# is named', async (given, key, argument) => {
    const before = await under.requests();
    const { errors } = await note(given, key);
    expect(errors).toMatchObject([{ path: ['noteDossierProgress'], extensions: { code: 'BAD_USER_INPUT', argument } }]);
    expect(await under.requests()).toBe(before);
  });

  test('is sent once, and in a body', async () => {
    await note(input);
    const { byPath } = (await under.stats())[0]!;
    const writes = Object.entries(byPath).filter(([path]) => path.includes('progress'));
    expect(writes.map(([path]) => path)).toEqual(['POST /pa/dossier/--progress']);
  });
});
