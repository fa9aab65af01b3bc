import { isCompositeType, isListType, isNonNullType, type GraphQLLeafType, type GraphQLOutputType } from 'graphql';
import { isObject, own, type Json } from './json.js';
import { leafWriter } from './leaves.js';
import { quote } from './quote.js';
import type { FieldShape, ObjectShape, Selection } from './selection.js';
import { bubble, type Writing } from './writing.js';

/** Writes a value of the answer as JSON; `bubble` where the position may not be null. */
export type Write = (value: unknown, to: Writing) => string;

/** One key of an object of the answer. */
export interface Entry {
  readonly key: string;
  /** Under which key what was fetched holds it. */
  readonly from: string;
  readonly write: Write;
}

/** What is written of an object, of the type it is. */
export interface Layout {
  readonly entries: readonly Entry[];
  /** The people an object tells of; undefined where it tells of nobody in particular. */
  readonly subjectsOf?: (value: Json) => readonly string[];
  /** What later parts of the answer tell of it besides; undefined where none does. */
  readonly parts?: readonly LaterPart[];
}

/** What one later part tells of an object. */
export interface LaterPart {
  readonly label: string;
  readonly asked: ObjectShape;
  readonly write: Write;
}

/** How objects are laid out, by what is asked of them. */
export type Layouts = (shape: ObjectShape) => Layout;

export interface WriterScope {
  /** The type of an object, as what was fetched says it. */
  readonly typenameOf: (object: Json) => string | null;
}

/** Each field as it was fetched. */
export const plainLayouts =
  (scope: WriterScope): Layouts =>
  (shape) => ({
    entries: shape.fields.map((field) => ({ key: field.key, from: field.from, write: writeField(field, shape, scope) })),
    ...(shape.parts.length > 0 && {
      parts: shape.parts.map(({ label, shape: asked }) => writeLater(label, asked, plainLayouts(scope))),
    }),
  });

/** What a later part tells of an object that an earlier one shows. */
export const writeLater = (label: string, asked: ObjectShape, layouts: Layouts): LaterPart => ({
  label,
  asked,
  write: asked.unresolved ? writeUnresolved(asked.typename) : writeFields(layouts(asked)),
});

/** Writes the value of a field; `layouts`: how objects below it are laid out. */
export function writeField(
  { type, coordinate, below }: FieldShape,
  { typename }: ObjectShape,
  scope: WriterScope,
  layouts: Layouts = plainLayouts(scope),
): Write {
  const text = quote(typename);
  return type ? writeType(type, coordinate, () => writeObject(below!, coordinate, scope, layouts)) : () => text;
}

function writeType(type: GraphQLOutputType, coordinate: string, composite: () => Write): Write {
  if (isNonNullType(type)) return writeNonNull(writeType(type.ofType, coordinate, composite), coordinate);
  if (isListType(type)) return writeList(writeType(type.ofType, coordinate, composite), coordinate);
  return isCompositeType(type) ? composite() : writeLeaf(type, coordinate);
}

function writeNonNull(write: Write, coordinate: string): Write {
  const message = `Cannot return null for non-nullable field ${coordinate}.`;
  return (value, to) => {
    if (value === null || value === undefined) return (to.fault(message, true), bubble);
    const text = write(value, to);
    return text === 'null' ? bubble : text;
  };
}

function writeList(write: Write, coordinate: string): Write {
  const message = `Expected a list for field ${coordinate}.`;
  return (value, to) => {
    if (value === null || value === undefined) return 'null';
    if (!Array.isArray(value)) return to.fault(message, false);
    const mark = to.notes.mark;
    const depth = ++to.depth;
    let text = '[';
    let bubbles = false;
    for (let index = 0; index < value.length; index++) {
      to.place[depth] = index;
      const item = write(value[index], to);
      if (item === bubble) bubbles = true;
      if (bubbles && !to.thorough) break;
      text += index === 0 ? item : `,${item}`;
    }
    to.depth--;
    if (!bubbles) return `${text}]`;
    to.takeBackTo(mark);
    return 'null';
  };
}

function writeLeaf(type: GraphQLLeafType, coordinate: string): Write {
  const write = leafWriter(type);
  const message = `Not a value of type ${type.name} for field ${coordinate}.`;
  return (value, to) => (value === null || value === undefined ? 'null' : (write(value) ?? to.fault(message, false)));
}

/** Writes the objects of a selection. */
export function writeObject(selection: Selection, coordinate: string, scope: WriterScope, layouts: Layouts): Write {
  const known = new Map<ObjectShape, Write>();
  const writeShape = (shape: ObjectShape): Write => {
    let write = known.get(shape);
    if (!write) known.set(shape, (write = writeFields(layouts(shape))));
    return write;
  };
  const writeNothing = writeUnresolved(coordinate);
  const once = (value: Json, to: Writing): string => {
    const shape = selection.shapeOf(scope.typenameOf(value));
    return shape && !shape.unresolved ? writeShape(shape)(value, to) : writeNothing(value, to);
  };
  return (value, to) => {
    if (value === null || value === undefined) return 'null';
    if (!isObject(value)) return to.fault(`Expected an object for field ${coordinate}.`, false);
    return to.repeated.has(value) ? to.reuse(selection, value, once) : once(value, to);
  };
}

const writeUnresolved =
  (coordinate: string): Write =>
  (_value, to) =>
    to.fault(`The type of what field ${coordinate} gives could not be resolved.`, true);

function writeFields({ entries, subjectsOf, parts }: Layout): Write {
  const fields = entries.map(({ key, from, write }, index) => ({
    key,
    from,
    write,
    head: `${index === 0 ? '{' : ','}${JSON.stringify(key)}:`,
    inherited: from in Object.prototype,
  }));
  const writeAll = (value: Json, to: Writing): string => {
    to.count();
    const mark = to.notes.mark;
    const depth = ++to.depth;
    let text = '';
    let bubbles = false;
    for (const { key, from, write, head, inherited } of fields) {
      to.place[depth] = key;
      const written = write(inherited ? own(value, from) : value[from], to);
      if (written === bubble) bubbles = true;
      if (bubbles && !to.thorough) break;
      if (depth === to.top && written !== 'null') to.tells = true;
      text += head + written;
    }
    to.depth--;
    if (!bubbles) return fields.length === 0 ? '{}' : `${text}}`;
    to.takeBackTo(mark);
    return 'null';
  };
  const write = parts ? leaving(parts, writeAll as Write) : (writeAll as Write);
  if (!subjectsOf) return write;
  return (value, to) => {
    const people = subjectsOf(value as Json);
    if (people.length === 0) return write(value, to);
    const around = to.subjects;
    to.subjects = people;
    const text = write(value, to);
    to.subjects = around;
    return text;
  };
}

/** Leaves for later parts what they tell of an object that is shown. */
const leaving =
  (parts: readonly LaterPart[], write: Write): Write =>
  (value, to) => {
    const text = write(value, to);
    if (text !== 'null') to.leave(parts, value as Json);
    return text;
  };
