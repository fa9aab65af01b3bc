import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { personas } from '../../auth/issuer/personas.js';
import { expectations } from './expectations.js';
import { positionsOf, rowsOf, statesIn, type Position, type Row } from './rights-matrix.js';
import { runHub, type Answer, type RunningTestHub } from './running-hub.js';

const operations = Object.keys(expectations);
const cases = operations.flatMap((name) => Object.keys(personas).map((persona) => ({ name, persona })));

type Case = (typeof cases)[number];

let hub: RunningTestHub;
const answers = new Map<string, Answer>();
const answerOf = (name: string, persona: string) => answers.get(`${name} ${persona}`)!;
beforeAll(async () => {
  hub = await runHub({ SANDBOX_SCALE: '0.2' });
  for (const { name, persona } of cases) answers.set(`${name} ${persona}`, await hub.askOperation(persona, name));
}, 60_000);
afterAll(() => hub.stop());

interface Found {
  readonly name: string;
  readonly persona: string;
  readonly row: Row;
  readonly position: Position;
  readonly state: string;
}

const founds = new Map<string, readonly Found[]>();
/** Every position that the answer to one operation has. */
function found({ name, persona }: Case): readonly Found[] {
  const known = founds.get(`${name} ${persona}`);
  if (known) return known;
  const answer = answerOf(name, persona);
  const stateOf = statesIn(answer);
  const all = rowsOf(name, persona).flatMap((row) =>
    positionsOf(answer.data, row.path).map((position) => ({ name, persona, row, position, state: stateOf(row, position) })),
  );
  founds.set(`${name} ${persona}`, all);
  return all;
}

/** What the rules, and the reach of the persona, make of a position. */
function expectedAt({ persona, row: { expected }, position: { identity } }: Found): string {
  if (expected !== 'forbidden') return expected;
  // Of what stands in rows of several cities, those of one's own are told.
  const own = personas[persona]!.jurisdictions;
  return own !== '*' && own.some((slug) => identity.split('.').includes(slug)) ? 'clear' : 'forbidden';
}

describe('what the rules say, field by field', () => {
  test.each(cases)('$name as $persona', (one) => {
    const states = (stateAt: (of: Found) => string) => {
      const byPath = new Map(rowsOf(one.name, one.persona).map(({ path }) => [path, [] as string[]]));
      for (const each of found(one)) byPath.get(each.row.path)!.push(`${each.position.at.join('.')}: ${stateAt(each)}`);
      return Object.fromEntries(byPath);
    };
    expect(states(({ state }) => state)).toEqual(states(expectedAt));
    for (const { path, expected } of rowsOf(one.name, one.persona))
      expect([path, states(() => '')[path]!.length > 0]).toEqual([path, expected !== 'unreached']);
  });

  test.each(cases)('$name as $persona has no error but those', (one) => {
    const refused = found(one).filter((each) => ['denied', 'forbidden', 'unavailable'].includes(expectedAt(each)));
    const places = refused.map(({ position: { at } }) => at.join('.'));
    expect(
      answerOf(one.name, one.persona)
        .errors.map(({ path }) => path!.join('.'))
        .toSorted(),
    ).toEqual(places.toSorted());
  });
});

// What depends on how far the caller's rights reach, or on when they ask: no two personas need be told the same.
const ofTheCaller = /(\.fetchedAt|\.totalCount|\.pageInfo(\..+)?)$/;
// The document of the example answers a case: it is due on no day.
const withoutDueDay = ['document.dueOn', 'document.onTime'];
const composite = (value: unknown) => value !== null && typeof value === 'object';

describe.each(operations.map((name) => ({ name })))('$name', ({ name }) => {
  const all = (state: string) =>
    Object.keys(personas).flatMap((persona) => found({ name, persona }).filter((each) => each.state === state));
  const clearValues = () => {
    const values = new Map<string, Set<string>>();
    for (const { row, position } of all('clear')) {
      if (composite(position.value) || ofTheCaller.test(row.path)) continue;
      values.set(position.identity, (values.get(position.identity) ?? new Set()).add(JSON.stringify(position.value)));
    }
    return values;
  };

  test('tells all who see a field in the clear the same', () => {
    const differing = [...clearValues()].filter(([, values]) => values.size > 1);
    expect(Object.fromEntries(differing)).toEqual({});
  });

  test('tells every field to somebody', () => {
    const told = new Set(
      [...all('clear'), ...all('masked')].filter(({ position }) => position.value !== null).map(({ row }) => row.path),
    );
    const paths = rowsOf(name, 'auditor').map(({ path }) => path);
    const isAvailable = Object.values(expectations[name]!).every(({ unavailable = [] }) => unavailable.length === 0);
    const expected = name === 'DocumentTrace' ? withoutDueDay : [];
    expect(paths.filter((path) => !told.has(path))).toEqual(isAvailable ? expected : paths);
  });

  test('tells nobody a value from behind its mask', () => {
    const clear = clearValues();
    for (const { position, persona } of all('masked')) {
      for (const value of clear.get(position.identity) ?? []) {
        expect(JSON.stringify(position.value)).not.toBe(value);
        expect(answerOf(name, persona).text).not.toContain(value);
      }
    }
  });
});

test('the masked values that are compared with clear ones are many, and of several masks', () => {
  const masked = cases.flatMap(found).filter(({ state }) => state === 'masked');
  expect(new Set(masked.map(({ row }) => row.mask))).toEqual(new Set(['INITIALS', 'PSEUDONYM']));
  expect(masked.length).toBeGreaterThan(100);
});
