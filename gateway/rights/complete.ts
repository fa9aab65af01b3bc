import { GraphQLError, valueFromASTUntyped, type DirectiveNode, type ExecutionResult } from 'graphql';
import type { Mask } from '../../auth/personal-data.js';
import { errorCodes } from '../../core/errors.js';
import { DisclosureNotes, type Disclosure } from './disclosure.js';
import type { MaskValue } from './masks.js';
import { typenameAlias, type Shape, type ShapeField } from './shape.js';
import { peopleIn, subjectsIn } from './subjects.js';

type Path = readonly (string | number)[];
type Variables = Readonly<Record<string, unknown>>;
type Subjects = readonly string[];

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
  const data = result.data ? completeObject(result.data, [shape], run, [], []) : null;
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

function denialError(path: Path, reason: ReturnType<Explain>): GraphQLError {
  const extensions = { code: 'UNAUTHORIZED_FIELD_OR_TYPE', ...(reason && { reason }) };
  return new GraphQLError(errorCodes.UNAUTHORIZED_FIELD_OR_TYPE, { path, extensions });
}

/** `inherited`: the people of the nearest object above that tells of somebody. */
function completeObject(
  from: Record<string, unknown>,
  shapes: readonly Shape[],
  run: Run,
  path: Path,
  inherited: Subjects,
): Record<string, unknown> | typeof bubble {
  const own = shapes.flatMap(({ subjectAliases }) => subjectsIn(from, subjectAliases));
  const subjects = own.length > 0 ? own : inherited;
  const to: Record<string, unknown> = {};
  let bubbles = false;
  const complete = (key: string, fields: readonly ShapeField[]) => {
    const value = completeField(from, key, fields, run, [...path, key], subjects);
    if (value === bubble) bubbles = true;
    else to[key] = value;
  };
  if (shapes.length === 1 && shapes[0]!.plain) for (const field of shapes[0]!.fields) complete(field.key, [field]);
  else for (const [key, fields] of collect(from, shapes, run.variables)) complete(key, fields);
  return bubbles ? bubble : to;
}

/** The fields that apply to this object, by response key, in the order the client first named them. */
function collect(from: Record<string, unknown>, shapes: readonly Shape[], variables: Variables): Map<string, ShapeField[]> {
  const typename = from[typenameAlias];
  const found = new Map<string, ShapeField[]>();
  for (const { fields } of shapes) {
    for (const field of fields) {
      if (field.onTypes && typeof typename === 'string' && !field.onTypes.has(typename)) continue;
      if (!included(field.conditions, variables)) continue;
      const same = found.get(field.key);
      if (same) same.push(field);
      else found.set(field.key, [field]);
    }
  }
  return found;
}

function completeField(
  from: Record<string, unknown>,
  key: string,
  fields: readonly ShapeField[],
  run: Run,
  path: Path,
  subjects: Subjects,
): unknown {
  const allowed = fields.filter(({ deniedBy }) => deniedBy === null);
  if (allowed.length === 0) {
    run.denials.push({ path, coordinate: fields[0]!.deniedBy! });
    return fields[0]!.nonNull[0] ? bubble : null;
  }
  const value = from[key];
  return value === null || value === undefined ? null : completeShown(value, from, allowed, run, path, subjects);
}

/** A value that is there, and may be shown or masked. */
function completeShown(
  value: unknown,
  from: Record<string, unknown>,
  fields: readonly ShapeField[],
  run: Run,
  path: Path,
  subjects: Subjects,
): unknown {
  const field = fields.find(({ mask }) => mask !== null) ?? fields[0]!;
  const coordinate = coordinateIn(from, field);
  const children = fields.flatMap((one) => (one.children ? [one.children] : []));
  const tell = () => run.notes.tell(coordinate, field, field.personal ? (peopleIn(value, children) ?? subjects) : []);
  if (field.mask !== null) {
    tell();
    return maskedValue(value, coordinate, field.mask, run);
  }
  const completed = children.length === 0 ? value : completeValue(value, field.nonNull, children, run, path, subjects);
  if (completed !== bubble && completed !== null) tell();
  return completed;
}

/** The coordinate by the type that the object turned out to be of. */
function coordinateIn(from: Record<string, unknown>, { coordinate, onAbstract, fieldName }: ShapeField): string {
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
  path: Path,
  subjects: Subjects,
): unknown {
  const mark = run.notes.mark;
  let completed: unknown = value ?? null;
  if (Array.isArray(value)) {
    const inner = nonNull.slice(1);
    const items = value.map((item, index) => completeValue(item, inner, children, run, [...path, index], subjects));
    completed = items.includes(bubble) ? bubble : items;
  } else if (value !== null && typeof value === 'object') {
    completed = completeObject(value as Record<string, unknown>, children, run, path, subjects);
  }
  if (completed !== bubble) return completed;
  run.notes.takeBackTo(mark);
  return nonNull[0] ? bubble : null;
}

function included(conditions: readonly DirectiveNode[], variables: Variables): boolean {
  return conditions.every(({ name, arguments: args }) => {
    const condition = args?.find((argument) => argument.name.value === 'if');
    if (!condition) return true;
    const value = valueFromASTUntyped(condition.value, variables);
    return name.value === 'skip' ? value !== true : name.value === 'include' ? value === true : true;
  });
}
