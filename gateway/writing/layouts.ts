import { isCompositeType, getNamedType } from 'graphql';
import { noParts } from '../rights/parts.js';
import type { Shape, ShapeField } from '../rights/shape.js';
import { entriesFor, type ShapeEntry } from './entries.js';
import { compilePeople, compileSubjects } from './people.js';
import type { FieldShape, ObjectShape } from './selection.js';
import { writeField, writeLater, type Entry, type Layouts, type Write, type WriterScope } from './writer.js';
import { bubble, type Writing } from './writing.js';

type Variables = Readonly<Record<string, unknown>>;

/**
 * Objects as the client asked for them: null where a field is denied, a mask in the place of a value, and of each value that is told a
 * note of what it tells, of whom. `around`: the parts of the answer that fragments are left for in which the objects are told of.
 */
export function lawfulLayouts(
  shapes: readonly Shape[],
  variables: Variables,
  scope: WriterScope,
  around: readonly string[] = noParts,
): Layouts {
  return (asked) => {
    const { entries, later } = entriesFor(asked.typename, shapes, variables, around);
    const aliases = shapes.flatMap(({ subjectAliases }) => subjectAliases);
    const subjectsOf = aliases.length > 0 ? compileSubjects(asked, aliases, scope.typenameOf) : null;
    return {
      entries: entries.map((entry) => layEntry(entry, asked, { variables, scope })),
      ...(subjectsOf && { subjectsOf }),
      ...(later.length > 0 && {
        parts: later.map((label) => {
          // All of it may be refused, and none of it asked for.
          const part = asked.parts.find((each) => each.label === label)?.shape ?? nothingOf(asked);
          return writeLater(label, part, lawfulLayouts(shapes, variables, scope, [...around, label]));
        }),
      }),
    };
  };
}

const nothingOf = ({ typename }: ObjectShape): ObjectShape => ({ typename, fields: [], parts: [], unresolved: false });

interface EntryScope {
  readonly variables: Variables;
  readonly scope: WriterScope;
}

function layEntry(entry: ShapeEntry, asked: ObjectShape, { variables, scope }: EntryScope): Entry {
  const { key } = entry;
  const shown = entry.fields.filter(({ deniedBy }) => deniedBy === null);
  const field = shown.find(({ mask }) => mask !== null) ?? shown[0];
  const fetched = asked.fields.find((each) => each.key === key);
  if (!field || !fetched) return { key, from: key, write: writeDenied(entry.fields[0]!) };
  const children = shown.flatMap((each) => (each.children ? [each.children] : []));
  const plain = writeField(fetched, asked, scope, lawfulLayouts(children, variables, scope));
  const coordinate = field.onAbstract ? `${asked.typename}.${field.fieldName}` : field.coordinate;
  const write = field.mask === null ? plain : writeMasked(plain, field, coordinate, isLeaf(fetched));
  return {
    key,
    from: fetched.from,
    write: writeTold(write, { field, coordinate, people: compilePeople(fetched, children, scope.typenameOf) }),
  };
}

const isLeaf = ({ type }: FieldShape) => !type || !isCompositeType(getNamedType(type));

function writeDenied({ deniedBy, nonNull }: ShapeField): Write {
  const text = nonNull[0] ? bubble : 'null';
  return (_value, to) => {
    to.denials.push({ path: to.path(), coordinate: deniedBy! });
    return text;
  };
}

/** The mask of a value, of whose own text nothing is shown. */
function writeMasked(write: Write, { mask }: ShapeField, coordinate: string, leaf: boolean): Write {
  return (value, to) => {
    if (value === null || value === undefined) return write(value, to);
    const text = leaf ? write(value, to) : '{}';
    if (text === bubble || text === 'null') return text;
    to.masked.set(coordinate, mask!);
    const clear: unknown = JSON.parse(text);
    // Of a list, not even how long it is.
    const shown = Array.isArray(clear) && mask !== 'HIDE' ? clear.map((item) => maskOf(to, item)) : maskOf(to, clear);
    return JSON.stringify(shown);
  };
  function maskOf(to: Writing, item: unknown): unknown {
    return to.maskValue!(mask!, item);
  }
}

interface Telling {
  readonly field: ShapeField;
  readonly coordinate: string;
  /** The people whom the value tells of; null where only the objects around it say. */
  readonly people: ((value: unknown) => readonly string[]) | null;
}

function writeTold(write: Write, { field, coordinate, people }: Telling): Write {
  return (value, to) => {
    const text = write(value, to);
    if (text === bubble || value === null || value === undefined) return text;
    // A mask may leave nothing of a value; that it is there is told all the same.
    if (text !== 'null' || field.mask !== null)
      to.notes.tell(coordinate, field, field.personal ? (people ? people(value) : to.subjects) : nobody);
    return text;
  };
}

const nobody: readonly string[] = [];
