import { GraphQLError, isCompositeType, isListType, isNonNullType, type GraphQLLeafType, type GraphQLOutputType } from 'graphql';
import { ErrorPaths } from './faults.js';
import { isObject, put, type Json } from './json.js';
import { coercionOf } from './leaves.js';
import type { FieldShape, ObjectShape, Selection } from './shape.js';
import { typenameOf } from './types.js';

const bubble = Symbol('null for a non-null position');

/** Writes a value of the answer; `bubble` where the position may not be null. */
type Write = (value: unknown, run: Writing) => unknown;

/** One answer being written. */
class Writing {
  /** The position, of which only the first `depth + 1` keys count. */
  readonly place: (string | number)[] = [];
  depth = 0;
  readonly #errors: GraphQLError[];
  readonly #paths = new ErrorPaths();

  constructor(errors: GraphQLError[]) {
    this.#errors = errors;
    for (const { path } of errors) if (path) this.#paths.add(path);
  }

  /** `unlessTold`: not where an error tells of the position already. */
  fault(message: string, unlessTold: boolean): null {
    const path = this.place.slice(0, this.depth + 1);
    if (unlessTold && this.#paths.covers(path)) return null;
    this.#paths.add(path);
    this.#errors.push(new GraphQLError(message, { path, extensions: { code: 'SOURCE_BAD_DATA' } }));
    return null;
  }
}

/** The answer in the client's keys and order, of the types the schema promises. Adds an error for each null that has none and needs one. */
export function createWriter(selection: Selection) {
  const write = writeObject(selection, selection.type.name);
  return (data: Json, errors: GraphQLError[]): Json | null => {
    const run = new Writing(errors);
    run.depth = -1;
    return write(data, run) as Json | null;
  };
}

function writeType(type: GraphQLOutputType, { coordinate, below }: FieldShape): Write {
  const field = (of: GraphQLOutputType): Write => {
    if (isNonNullType(of)) return writeNonNull(field(of.ofType), coordinate);
    if (isListType(of)) return writeList(field(of.ofType), coordinate);
    return isCompositeType(of) ? writeObject(below!, coordinate) : writeLeaf(of, coordinate);
  };
  return field(type);
}

function writeNonNull(write: Write, coordinate: string): Write {
  const message = `Cannot return null for non-nullable field ${coordinate}.`;
  return (value, run) => {
    if (value === null || value === undefined) return (run.fault(message, true), bubble);
    return write(value, run) ?? bubble;
  };
}

function writeList(write: Write, coordinate: string): Write {
  const message = `Expected a list for field ${coordinate}.`;
  return (value, run) => {
    if (value === null || value === undefined) return null;
    if (!Array.isArray(value)) return run.fault(message, false);
    const depth = ++run.depth;
    const items: unknown[] = [];
    for (let index = 0; index < value.length; index++) {
      run.place[depth] = index;
      const item = write(value[index], run);
      if (item === bubble) break;
      items.push(item);
    }
    run.depth--;
    return items.length === value.length ? items : null;
  };
}

function writeLeaf(type: GraphQLLeafType, coordinate: string): Write {
  const coerce = coercionOf(type);
  const message = `Not a value of type ${type.name} for field ${coordinate}.`;
  return (value, run) => {
    if (value === null || value === undefined) return null;
    const coerced = coerce(value);
    return coerced === undefined ? run.fault(message, false) : coerced;
  };
}

interface FieldWriter {
  readonly key: string;
  readonly from: string;
  readonly write: Write;
}

function writeObject(selection: Selection, coordinate: string): Write {
  const writers = new Map<ObjectShape, readonly FieldWriter[]>();
  const writersFor = (shape: ObjectShape) => {
    let known = writers.get(shape);
    if (!known) writers.set(shape, (known = shape.fields.map((field) => fieldWriter(field, shape))));
    return known;
  };
  return (value, run) => {
    if (value === null || value === undefined) return null;
    if (!isObject(value)) return run.fault(`Expected an object for field ${coordinate}.`, false);
    const shape = selection.shapeOf(typenameOf(value));
    if (!shape || shape.unresolved) return run.fault(`The type of what field ${coordinate} gives could not be resolved.`, true);
    return writeFields(value, writersFor(shape), run);
  };
}

const fieldWriter = (field: FieldShape, { typename }: ObjectShape): FieldWriter => ({
  key: field.key,
  from: field.from,
  write: field.type ? writeType(field.type, field) : () => typename,
});

function writeFields(value: Json, writers: readonly FieldWriter[], run: Writing): Json | null {
  const to: Json = {};
  const depth = ++run.depth;
  for (const { key, from, write } of writers) {
    run.place[depth] = key;
    const written = write(value[from], run);
    if (written === bubble) {
      run.depth--;
      return null;
    }
    put(to, key, written);
  }
  run.depth--;
  return to;
}
