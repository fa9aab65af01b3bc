import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { parse, visit } from 'graphql';
import { canaryFederation, canaryOf, clearFor, meaningFor, roles } from './canary-federation.js';
import { coordinatesIn, createForms, plainForm, randomForm, type Form, type Question } from './operation-forms.js';
import { deviations, errorsIn, expectedErrors, expectedIn, maskedFields } from './operation-answers.js';
import { argumentForm } from './argument-forms.js';
import { smallFederation, type Answer } from './small-federation.js';

type Hub = Awaited<ReturnType<typeof smallFederation>>;
let hub: Hub;
let strict: Hub;
beforeAll(async () => {
  hub = await smallFederation(canaryFederation());
  strict = await smallFederation(canaryFederation(), { trustedDocuments: [] });
});
afterAll(async () => {
  await hub.close();
  await strict.close();
});

const role = fc.constantFrom(...roles);
const runs = { numRuns: 150, interruptAfterTimeLimit: 20_000, unbiased: true };
const timeoutMs = 60_000;

/** What was fetched while `ask` ran. */
async function watched<T>(of: Hub, ask: () => Promise<T>): Promise<{ answer: T; fetches: string[] }> {
  for (const name of Object.keys(of.fetches)) of.fetches[name] = [];
  const answer = await ask();
  return { answer, fetches: Object.values(of.fetches).flat() };
}

const hidden = (as: string) => Object.keys(clearFor).filter((coordinate) => meaningFor(as, coordinate) !== 'clear');

/** Neither the answer nor what was fetched for it holds what the role may not see. */
function expectNothingHidden(as: string, answer: Answer, fetches: readonly string[]): void {
  const text = JSON.stringify(answer);
  for (const coordinate of hidden(as)) expect(text).not.toContain(canaryOf(coordinate));
  const denied = new Set(
    hidden(as)
      .filter(
        (coordinate) => meaningFor(as, coordinate) === 'denied' && !coordinate.endsWith('.mixed') && coordinate !== 'Vault.tag',
      )
      .map((coordinate) => coordinate.split('.')[1]!),
  );
  for (const query of fetches)
    visit(parse(query), {
      Field: ({ name }) => {
        if (denied.has(name.value)) throw new Error(`${as}: ${name.value} was fetched: ${query}`);
      },
    });
}

describe('one question, in whatever form it is asked', () => {
  /** Asks a random question plainly and otherwise. */
  const property = (check: (asked: Asked) => Promise<void>, decoys: boolean) =>
    fc.assert(
      fc.asyncProperty(fc.gen(), role, async (g, as) => {
        const question = createForms(g).questionAbout('Query', 2);
        const form = randomForm(question, g, decoys);
        await check({ question, plain: plainForm(question), form, as, purpose: g(() => wrongPurpose) });
      }),
      runs,
    );

  test(
    'has one decision for each field, and one error for each of its places',
    () =>
      property(async ({ question, plain: text, form, as }) => {
        const plain = await hub.ask(text, as);
        const { answer, fetches } = await watched(hub, () => hub.ask(form.text, as));
        expect(deviations(as, question, plain)).toEqual([]);
        expect(answer.data).toEqual(expectedIn(form.level, plain.data));
        expect(errorsIn(answer)).toEqual(expectedErrors(form.level, plain));
        expect(maskedFields(answer)).toEqual(maskedFields(plain));
        expectNothingHidden(as, answer, fetches);
      }, true),
    timeoutMs,
  );

  test(
    'needs a purpose or does not; without the right one nothing personal is told, or fetched',
    () =>
      property(async ({ plain: text, form, as, purpose }) => {
        const plain = await hub.ask(text, as, {}, purpose);
        const { answer, fetches } = await watched(hub, () => hub.ask(form.text, as, {}, purpose));
        expect(codesIn(answer).includes('PURPOSE_REQUIRED')).toBe(codesIn(plain).includes('PURPOSE_REQUIRED'));
        for (const coordinate of personal) expect(JSON.stringify(answer)).not.toContain(canaryOf(coordinate));
        if (!codesIn(plain).includes('PURPOSE_REQUIRED')) return;
        expect(answer).toEqual({
          errors: [expect.objectContaining({ extensions: expect.objectContaining({ code: 'PURPOSE_REQUIRED' }) })],
        });
        expect(fetches).toEqual([]);
      }, false),
    timeoutMs,
  );

  test(
    'in a caller’s own words, is answered as a trusted one where all of it shows, and else names what there is not',
    () =>
      property(async ({ question, form, as }) => {
        const { answer, fetches } = await watched(strict, () => strict.ask(form.text, as));
        expectNothingHidden(as, answer, fetches);
        if (coordinatesIn(question).every((coordinate) => meaningFor(as, coordinate) !== 'denied')) {
          expect(answer).toEqual(await hub.ask(form.text, as));
          return;
        }
        expect(answer.data).toBeUndefined();
        expect(new Set(codesIn(answer))).toEqual(new Set(['GRAPHQL_VALIDATION_FAILED']));
        expect(fetches).toEqual([]);
      }, false),
    timeoutMs,
  );
});

interface Asked {
  readonly question: Question;
  readonly plain: string;
  readonly form: Form;
  readonly as: string;
  readonly purpose: Record<string, string>;
}
const codesIn = ({ errors = [] }: Answer) => errors.map(({ extensions }) => extensions['code']);
// None of the list that some role may have with nothing said besides.
const wrongPurpose = fc.constantFrom<Record<string, string>>(
  {},
  { 'x-purpose': 'CURIOSITY' },
  { 'x-purpose': 'AUDIT' },
  { 'x-purpose': 'EMERGENCY' },
);
const personal = ['name', 'phone', 'note', 'nicknames', 'secret', 'derived', 'summary'].map((field) => `Person.${field}`);

describe('names that the hub goes by', () => {
  test.each([
    ['{ person { __hub_typename: tag name } }', 'auditor'],
    ['{ either { ... on Person { __hub_subject_Person: tag x: name } ... on Animal { x: tag } } }', 'auditor'],
    ['{ people { ...F } } fragment F on Person { __typename: tag }', 'citizen'],
  ])('cannot be a client’s: %s', async (query, as) => {
    const { answer, fetches } = await watched(hub, () => hub.ask(query, as));
    expect([answer.data, codesIn(answer), fetches]).toEqual([undefined, ['BAD_REQUEST'], []]);
  });

  test('are the engine’s own business, even where a client’s are like them', async () => {
    const query = `{ rooms { ... on Animal { x: tag } ... on Person { x: name x__alias_0: tag __isPerson: __typename } } }`;
    expect((await hub.ask(query, 'auditor')).data).toEqual({
      rooms: [[{ x: 'Q.W.', x__alias_0: 'person 5', __isPerson: 'Person' }, { x: 'animal 5' }], [{}], []],
    });
  });
});

test('a type that one may not read is refused by whatever condition, and its name is told', async () => {
  const wrap = async (fragment: string) => {
    const { data, errors } = await hub.ask(`{ rooms { t: __typename ${fragment} } }`, 'ioc');
    return [(data!['rooms'] as unknown[])[1], errors?.map(({ path }) => path!.join('.'))];
  };
  const vault = { t: 'Vault', tag: null };
  expect(await wrap('... on Vault { tag }')).toEqual([[vault], ['rooms.1.0.tag']]);
  expect(await wrap('... on Either { ... on Vault { tag } }')).toEqual([[vault], ['rooms.1.0.tag']]);
  expect(await wrap('... { ... on Vault { s: __typename tag } }')).toEqual([[{ ...vault, s: 'Vault' }], ['rooms.1.0.tag']]);
});

describe('an argument that tells who somebody is', () => {
  test(
    'is for those who may read that, wherever it stands, and however it is given',
    () =>
      fc.assert(
        fc.asyncProperty(argumentForm, role, fc.boolean(), async ({ text, variables, tells }, as, free) => {
          const of = free ? strict : hub;
          const { answer, fetches } = await watched(of, () => of.ask(text, as, variables));
          const reads = meaningFor(as, 'Person.name') === 'clear';
          // In a caller's own words, the argument itself is not there for those who may not use it.
          if (reads || !(tells || free)) expect(answer.errors).toBeUndefined();
          if (!answer.errors) expect(JSON.stringify(answer.data)).toContain('person 6');
          if (reads || !tells) return;
          expect(fetches).toEqual([]);
          expect(answer.data ?? { found: null }).toEqual({ found: null });
          const codes = free ? ['GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT'] : ['UNAUTHORIZED_FIELD_OR_TYPE'];
          expect(codes).toEqual(expect.arrayContaining(codesIn(answer)));
          expect(codesIn(answer)).not.toEqual([]);
        }),
        runs,
      ),
    timeoutMs,
  );

  test(
    'or whose file it is, under a policy',
    () =>
      fc.assert(
        fc.asyncProperty(role, fc.constantFrom('040199000001', '040199000002', null), fc.nat({ max: 2 }), async (as, id, way) => {
          const [head, argument, variables] = ownForms(id)[id === null ? 3 : way]!;
          const { data, errors } = await hub.ask(`query ${head} { ... { mine: own${argument} } }`, as, variables);
          const mayRead = as === 'citizen' && id === '040199000001';
          expect([data!['mine'] !== null, errors?.length ?? 0]).toEqual([mayRead, mayRead ? 0 : 1]);
        }),
        { numRuns: 40 },
      ),
    timeoutMs,
  );
});

/** By value, by variable, by a variable's default; or not at all, whereupon the schema's default stands. */
const ownForms = (id: string | null): readonly (readonly [string, string, object])[] => [
  ['', `(personalId: "${id}")`, {}],
  ['($id: ID!)', '(personalId: $id)', { id }],
  [`($id: ID! = "${id}")`, '(personalId: $id)', {}],
  ['', '', {}],
];
