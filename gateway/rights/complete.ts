import { GraphQLError, type ExecutionResult } from 'graphql';
import type { Mask } from '../../auth/personal-data.js';
import { errorCodes } from '../../core/errors.js';
import { DisclosureNotes, type Disclosure } from './disclosure.js';
import { entriesFor } from './entries.js';
import type { MaskValue } from './masks.js';
import { entryOf, typenameAlias, type Shape, type ShapeEntry, type ShapeField } from './shape.js';
import { peopleIn, subjectsIn } from './subjects.js';

type Path = readonly (string | number)[];
type Variables = Readonly<Record<string, unknown>>;
type Subjects = readonly string[];
type Answered = Record<string, unknown>;

const bubble = Symbol('null for a non-null position');

export interface CompletionOptions {
  readonly variables: Variables;
  readonly maskValue: MaskValue;
  readonly explain: Explain;
}

export interface Completed {
  readonly result: ExecutionResult;
  readonly disclosure: Disclosure;
}

/**
 * Puts back into the engine's answer what the filter had removed: null at each denied position, in the client's order, one error
 * with the response path for each, and null propagation as the specification has it. Puts masks in the place of values, and says in
 * `extensions.masked` of which fields: a null there does not mean that there is nothing. Tells what the answer then tells, of whom.
 */
export function completeResult(result: ExecutionResult, shape: Shape, options: CompletionOptions): Completed {
  const run: Run = { ...options, denials: [], masked: new Map(), notes: new DisclosureNotes() };
  const data = result.data ? completeObject(result.data, [shape], run, null, none) : null;
  const errors = [
    ...(result.errors ?? []),
    ...run.denials.map(({ path, coordinate }) => denialError(path, options.explain(coordinate))),
  ];
  const masked = [...run.masked].map(([coordinate, mask]) => ({ mask, coordinate }));
  return {
    result: {
      data: data === bubble ? null : data,
      ...(errors.length > 0 && { errors }),
      ...((result.extensions || masked.length > 0) && {
        extensions: { ...result.extensions, ...(masked.length > 0 && { masked }) },
      }),
    },
    disclosure: run.notes.sum(run.denials.map(({ coordinate }) => coordinate)),
  };
}

interface Run extends CompletionOptions {
  readonly denials: Denial[];
  readonly masked: Map<string, string>;
  readonly notes: DisclosureNotes;
}

/** Why a coordinate is refused, for callers who may know. */
export type Explain = (coordinate: string) => Readonly<Record<string, unknown>> | undefined;

interface Denial {
  readonly path: Path;
  readonly coordinate: string;
}

/** A place in the answer, from the inside out: written out only for those where something is refused. */
interface Place {
  readonly key: string | number;
  readonly inside: Place | null;
}

function pathTo(place: Place | null): Path {
  const keys: (string | number)[] = [];
  for (let at = place; at !== null; at = at.inside) keys.push(at.key);
  return keys.toReversed();
}

function denialError(path: Path, reason: ReturnType<Explain>): GraphQLError {
  const extensions = { code: 'UNAUTHORIZED_FIELD_OR_TYPE', ...(reason && { reason }) };
  return new GraphQLError(errorCodes.UNAUTHORIZED_FIELD_OR_TYPE, { path, extensions });
}

/** `inherited`: the people of the nearest object above that tells of somebody. */
function completeObject(
  from: Answered,
  shapes: readonly Shape[],
  run: Run,
  place: Place | null,
  inherited: Subjects,
): Answered | typeof bubble {
  const own = shapes.flatMap(({ subjectAliases }) => (subjectAliases.length > 0 ? subjectsIn(from, subjectAliases) : none));
  const subjects = own.length > 0 ? own : inherited;
  const entries = (shapes.length === 1 && shapes[0]!.plain) || entriesFor(from, shapes, run.variables);
  // Without a prototype: a client may call a field `__proto__`.
  const to = Object.create(null) as Answered;
  let bubbles = false;
  for (const entry of entries) {
    const value = completeEntry(from, entry, run, place, subjects);
    if (value === bubble) bubbles = true;
    else to[entry.key] = value;
  }
  return bubbles ? bubble : to;
}

const none: Subjects = [];

function completeEntry(from: Answered, entry: ShapeEntry, run: Run, place: Place | null, subjects: Subjects): unknown {
  const allowed = entry.fields.every(({ deniedBy }) => deniedBy === null)
    ? entry
    : entryOf(
        entry.key,
        entry.fields.filter(({ deniedBy }) => deniedBy === null),
      );
  const value = from[entry.key];
  if (allowed.fields.length === 0) return refuse(entry, entry.fields[0]!.deniedBy!, run, place);
  if (value === null || value === undefined) return null;
  return completeShown(value, from, allowed, run, place, subjects);
}

function refuse({ key, fields }: ShapeEntry, coordinate: string, run: Run, place: Place | null): typeof bubble | null {
  run.denials.push({ path: pathTo({ key, inside: place }), coordinate });
  return fields[0]!.nonNull[0] ? bubble : null;
}

/** A value that is there, and may be shown or masked. */
function completeShown(
  value: unknown,
  from: Answered,
  { key, fields, children }: ShapeEntry,
  run: Run,
  place: Place | null,
  subjects: Subjects,
): unknown {
  const field = fields.find(({ mask }) => mask !== null) ?? fields[0]!;
  const coordinate = coordinateIn(from, field);
  const completed =
    field.mask !== null
      ? maskedValue(value, coordinate, field.mask, run)
      : children.length === 0
        ? value
        : completeValue(value, field.nonNull, children, run, { key, inside: place }, subjects);
  // A mask may leave nothing of a value; that it is there is told all the same.
  if (field.mask !== null || (completed !== bubble && completed !== null))
    run.notes.tell(coordinate, field, field.personal ? (peopleIn(value, children) ?? subjects) : none);
  return completed;
}

/** The coordinate by the type that the object turned out to be of. */
function coordinateIn(from: Answered, { coordinate, onAbstract, fieldName }: ShapeField): string {
  const typename = onAbstract ? from[typenameAlias] : undefined;
  return typeof typename === 'string' ? `${typename}.${fieldName}` : coordinate;
}

function maskedValue(value: unknown, coordinate: string, mask: Mask, run: Run): unknown {
  run.masked.set(coordinate, mask);
  // Of a list, not even how long it is.
  if (Array.isArray(value) && mask !== 'HIDE') return value.map((item) => run.maskValue(mask, item));
  return run.maskValue(mask, value);
}

function completeValue(
  value: unknown,
  nonNull: readonly boolean[],
  children: readonly Shape[],
  run: Run,
  place: Place,
  subjects: Subjects,
): unknown {
  const mark = run.notes.mark;
  let completed: unknown = value ?? null;
  if (Array.isArray(value)) {
    const inner = nonNull.slice(1);
    const items = value.map((item, index) => completeValue(item, inner, children, run, { key: index, inside: place }, subjects));
    completed = items.includes(bubble) ? bubble : items;
  } else if (value !== null && typeof value === 'object') {
    completed = completeObject(value as Answered, children, run, place, subjects);
  }
  if (completed !== bubble) return completed;
  run.notes.takeBackTo(mark);
  return nonNull[0] ? bubble : null;
}
