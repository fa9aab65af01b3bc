import { GraphQLError, valueFromASTUntyped, type DirectiveNode, type ExecutionResult } from 'graphql';
import { errorCodes } from '../../core/errors.js';
import type { MaskValue } from './masks.js';
import { typenameAlias, type Shape, type ShapeField } from './shape.js';

type Path = readonly (string | number)[];
type Variables = Readonly<Record<string, unknown>>;

const bubble = Symbol('null for a non-null position');

export interface CompletionOptions {
  readonly variables: Variables;
  readonly maskValue: MaskValue;
  readonly explain: Explain;
}

/**
 * Puts back into the engine's answer what the filter had removed: null at each denied position, in the client's order, one error
 * with the response path for each, and null propagation as the specification has it. Puts masks in the place of values, and says in
 * `extensions.masked` of which fields: a null there does not mean that there is nothing.
 */
export function completeResult(result: ExecutionResult, shape: Shape, options: CompletionOptions): ExecutionResult {
  const run: Run = { ...options, denials: [], masked: new Map() };
  const data = result.data ? completeObject(result.data, [shape], run, []) : null;
  const errors = [
    ...(result.errors ?? []),
    ...run.denials.map(({ path, coordinate }) => denialError(path, options.explain(coordinate))),
  ];
  const masked = [...run.masked.values()];
  return {
    data: data === bubble ? null : data,
    ...(errors.length > 0 && { errors }),
    ...((result.extensions || masked.length > 0) && {
      extensions: { ...result.extensions, ...(masked.length > 0 && { masked }) },
    }),
  };
}

interface Run extends CompletionOptions {
  readonly denials: Denial[];
  readonly masked: Map<string, NonNullable<ShapeField['masked']>>;
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

function completeObject(
  from: Record<string, unknown>,
  shapes: readonly Shape[],
  run: Run,
  path: Path,
): Record<string, unknown> | typeof bubble {
  const to: Record<string, unknown> = {};
  let bubbles = false;
  for (const [key, fields] of collect(from, shapes, run.variables)) {
    const value = completeField(from[key], fields, run, [...path, key]);
    if (value === bubble) bubbles = true;
    else to[key] = value;
  }
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

function completeField(value: unknown, fields: readonly ShapeField[], run: Run, path: Path): unknown {
  const { nonNull, deniedBy } = fields[0]!;
  if (deniedBy !== null && fields.every((field) => field.deniedBy !== null)) {
    run.denials.push({ path, coordinate: deniedBy });
    return nonNull[0] ? bubble : null;
  }
  const masked = fields.find((field) => field.masked)?.masked;
  if (masked) return maskedValue(value, masked, run);
  const children = fields.flatMap((field) => (field.children ? [field.children] : []));
  if (!children.some(({ touched }) => touched)) return stripped(value, children);
  return completeValue(value, nonNull, children, run, path);
}

function maskedValue(value: unknown, masked: NonNullable<ShapeField['masked']>, run: Run): unknown {
  run.masked.set(masked.coordinate, masked);
  // Of a list, not even how long it is.
  if (Array.isArray(value) && masked.mask !== 'HIDE') return value.map((item) => run.maskValue(masked.mask, item));
  return run.maskValue(masked.mask, value);
}

function completeValue(
  value: unknown,
  [nonNull, ...inner]: readonly boolean[],
  children: readonly Shape[],
  run: Run,
  path: Path,
): unknown {
  let completed: unknown = value ?? null;
  if (Array.isArray(value)) {
    const items = value.map((item, index) => completeValue(item, inner, children, run, [...path, index]));
    completed = items.includes(bubble) ? bubble : items;
  } else if (value !== null && typeof value === 'object') {
    completed = completeObject(value as Record<string, unknown>, children, run, path);
  }
  return completed === bubble && !nonNull ? null : completed;
}

/** `value` without the filter's own aliases, which it asks for wherever a type is abstract. */
function stripped(value: unknown, children: readonly Shape[]): unknown {
  if (children.length === 0 || value === null || typeof value !== 'object') return value ?? null;
  if (Array.isArray(value)) return value.map((item) => stripped(item, children));
  const below = (key: string) =>
    children.flatMap(({ fields }) => fields.flatMap((field) => (field.key === key && field.children ? [field.children] : [])));
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) => (key === typenameAlias ? [] : [[key, stripped(inner, below(key))]])),
  );
}

function included(conditions: readonly DirectiveNode[], variables: Variables): boolean {
  return conditions.every(({ name, arguments: args }) => {
    const condition = args?.find((argument) => argument.name.value === 'if');
    if (!condition) return true;
    const value = valueFromASTUntyped(condition.value, variables);
    return name.value === 'skip' ? value !== true : name.value === 'include' ? value === true : true;
  });
}
