import { canaryOf, clearFor, maskFor, meaningFor, type Meaning } from './canary-federation.js';
import { givenBy, type Level, type Question } from './operation-forms.js';
import type { Answer } from './small-federation.js';

type Path = readonly (string | number)[];

/** Where a field of the plain form stands in another, for an object of this type. */
function occurrencesOf({ fields, members }: Level, field: string, value: unknown) {
  // An object that is null was a vault: no other takes its object with it.
  const typename = isObject(value) ? (value['__typename'] as string) : 'Vault';
  return [...(fields.get(field) ?? []), ...(members.get(typename)?.get(field) ?? [])];
}

/** What an answer to the other form holds, where the plain form’s holds `plain`. */
export function expectedIn(level: Level | null, plain: unknown): unknown {
  if (plain === null || typeof plain !== 'object' || level === null) return plain;
  if (Array.isArray(plain)) return plain.map((item) => expectedIn(level, item));
  const parts = Object.entries(plain).flatMap(([field, value]) =>
    occurrencesOf(level, field, plain).map(({ key, below }) => ({ [key]: expectedIn(below, value) })),
  );
  return parts.reduce<unknown>(merged, {});
}

function merged(a: unknown, b: unknown): unknown {
  if (Array.isArray(a) && Array.isArray(b)) return a.map((item, index) => merged(item, b[index]));
  if (!isObject(a) || !isObject(b)) return b;
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return Object.fromEntries(
    [...keys].map((key) => [key, key in a && key in b ? merged(a[key], b[key]) : key in a ? a[key] : b[key]]),
  );
}
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** Places and codes of the errors. */
export const errorsIn = ({ errors = [] }: Answer): string[] =>
  errors.map(({ path = [], extensions }) => `${path.join('.')} ${String(extensions['code'])}`).toSorted();

/** The errors of the other form, where those of the plain form are these. */
export const expectedErrors = (level: Level, { data, errors = [] }: Answer): string[] => [
  ...new Set(
    errors
      .flatMap(({ path = [], extensions }) =>
        translated(level, path, data).map((to) => `${to.join('.')} ${String(extensions['code'])}`),
      )
      .toSorted(),
  ),
];

function translated(level: Level | null, [key, ...rest]: Path, value: unknown): Path[] {
  if (key === undefined || level === null) return [[]];
  const next = isObject(value) ? value[key as string] : null;
  if (typeof key === 'number') return translated(level, rest, next).map((path) => [key, ...path]);
  return occurrencesOf(level, key, value).flatMap(({ key: to, below }) =>
    translated(below, rest, next).map((path) => [to, ...path]),
  );
}

/** Which fields the answer calls masked. Asked through an interface, a field is named as the interface's. */
export const maskedFields = ({ extensions }: Answer): string[] => {
  const { masked = [] } = (extensions ?? {}) as { masked?: { coordinate: string; mask: string }[] };
  return [...new Set(masked.map(({ coordinate, mask }) => `${coordinate.split('.')[1]!} ${mask}`))].toSorted();
};

/** Where the answer to the plain form is not what the table says of this role; nowhere, it should be. */
export function deviations(role: string, question: Question, { data, errors = [] }: Answer): string[] {
  const places = new Set(errors.map(({ path = [] }) => path.join('.')));
  const isBelowRefused = (path: string) => [...places].some((place) => place.startsWith(`${path}.`));
  const states = (value: unknown, path: string, coordinate: string): string[] => {
    const meaning = meaningFor(role, coordinate);
    const found = places.has(path) && value === null ? 'denied' : formOf(value, coordinate);
    return found === meaning ? [] : [`${path}: ${coordinate} is ${found}, not ${meaning}`];
  };
  const ofFields = (fields: Question['fields'], owner: string, object: Record<string, unknown>, path: string) =>
    Object.entries(fields).flatMap(([field, below]): string[] => {
      const at = path === '' ? field : `${path}.${field}`;
      const value = object[field];
      if (value === undefined) return [`${at}: is not there`];
      if (!below || meaningFor(role, `${owner}.${field}`) === 'denied') return states(value, at, `${owner}.${field}`);
      return ofValue(below, givenBy[owner]![field]!, value, at);
    });
  function ofValue(of: Question, type: string, value: unknown, path: string): string[] {
    if (Array.isArray(value)) return value.flatMap((item, index) => ofValue(of, type, item, `${path}.${index}`));
    if (!isObject(value)) return isBelowRefused(path) || path === 'nobody' ? [] : [`${path}: is null without a reason`];
    const typename = value['__typename'] as string;
    return [...ofFields(of.fields, type, value, path), ...ofFields(of.members[typename] ?? {}, typename, value, path)];
  }
  return ofValue(question, 'Query', data, '');
}

const masks: Readonly<Record<string, (value: unknown) => boolean>> = {
  INITIALS: (value) => [value].flat().every((item) => /^(\p{Lu}\.)+$/u.test(String(item))),
  LAST4: (value) => typeof value === 'string' && /^••••.{4}$/.test(value),
  HIDE: (value) => value === null,
};
function formOf(value: unknown, coordinate: string): Meaning | 'something else' {
  const [, field] = coordinate.split('.') as [string, string];
  // Of an interface’s field, the value tells of which type it is.
  const canaries = Object.keys(clearFor).filter((at) => at.endsWith(`.${field}`));
  if (canaries.some((at) => JSON.stringify(value).includes(canaryOf(at)))) return 'clear';
  const mask = maskFor[coordinate];
  if (mask) return masks[mask]!(value) ? 'masked' : 'something else';
  return value !== null && (!clearFor[coordinate] || /^"(animal|vault|mixed) /.test(JSON.stringify(value)))
    ? 'clear'
    : 'something else';
}
