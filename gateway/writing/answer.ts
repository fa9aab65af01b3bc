import { GraphQLError } from 'graphql';
import { LRUCache } from 'lru-cache';
import { errorCodes } from '../../core/errors.js';
import type { Disclosure } from '../rights/disclosure.js';
import type { Explain } from '../rights/explain.js';
import type { MaskValue } from '../rights/masks.js';
import type { Shape, ShapeField } from '../rights/shape.js';
import { nothingRepeated, type Fetched } from './fetched.js';
import { isObject } from './json.js';
import { lawfulLayouts } from './layouts.js';
import type { Selection } from './selection.js';
import { noteCondition, wayOf } from './ways.js';
import { plainLayouts, writeObject, type Write } from './writer.js';
import { bubble, Writing } from './writing.js';
import { WrittenData, type Answer } from './written.js';

type Variables = Readonly<Record<string, unknown>>;

export interface LawfulOptions {
  readonly shape: Shape;
  readonly variables: Variables;
  readonly maskValue: MaskValue;
  readonly explain: Explain;
}

/** The answer to an operation without rules: in the client's keys and order, of the types the schema promises. */
export function writeAnswer(fetched: Fetched): Answer {
  const to = new Writing([...fetched.errors], fetched.repeated, null);
  return answerOf(to, writeData(fetched, to, null), null);
}

/**
 * The same with the rules kept, in one walk: null at each denied position, one error with the response path for each, and null
 * propagation as the specification has it; masks in the place of values, and in `extensions.masked` of which fields, for a null there
 * does not mean that there is nothing. Tells what the answer then tells, of whom.
 */
export function writeLawfulAnswer(fetched: Fetched, options: LawfulOptions): { result: Answer; disclosure: Disclosure } {
  const to = new Writing([...fetched.errors], nothingRepeated, options.maskValue);
  const result = answerOf(to, writeData(fetched, to, options), options);
  return { result, disclosure: to.notes.sum(to.denials.map(({ coordinate }) => coordinate)) };
}

/** What was written as an answer, or as a part of one. */
export function answerOf(to: Writing, text: string, law: LawfulOptions | null): Answer {
  const data = text === bubble || text === 'null' ? null : new WrittenData(text, to.tells);
  const denials = to.denials.map(({ path, coordinate }) => denialError(path, law?.explain(coordinate)));
  const errors = denials.length > 0 ? [...to.errors, ...denials] : to.errors;
  const masked = [...to.masked].map(([coordinate, mask]) => ({ mask, coordinate }));
  return { data, ...(errors.length > 0 && { errors }), ...(masked.length > 0 && { extensions: { masked } }) };
}

function denialError(path: readonly (string | number)[], reason: ReturnType<Explain>): GraphQLError {
  const extensions = { code: 'UNAUTHORIZED_FIELD_OR_TYPE', ...(reason && { reason }) };
  return new GraphQLError(errorCodes.UNAUTHORIZED_FIELD_OR_TYPE, { path, extensions });
}

/** Writes the data, by the rules of `law` where there are any. */
export function writeData(fetched: Fetched, to: Writing, law: LawfulOptions | null): string {
  const { data } = fetched;
  if (!isObject(data)) return 'null';
  return (law ? lawfulWriterOf(fetched, law) : plainWriterOf(fetched))(data, to);
}

const plainWriters = new WeakMap<Selection, Write>();

function plainWriterOf(fetched: Fetched): Write {
  const { selection } = fetched;
  let write = plainWriters.get(selection);
  if (!write) plainWriters.set(selection, (write = writeObject(selection, selection.type.name, fetched, plainLayouts(fetched))));
  return write;
}

const lawfulWriters = new WeakMap<Selection, WeakMap<Shape, LRUCache<string, Write>>>();

/** One for each way that conditions go, those of denied fields too. */
function lawfulWriterOf(fetched: Fetched, { shape, variables }: LawfulOptions): Write {
  const { selection } = fetched;
  let byShape = lawfulWriters.get(selection);
  if (!byShape) lawfulWriters.set(selection, (byShape = new WeakMap()));
  let byWay = byShape.get(shape);
  if (!byWay) byShape.set(shape, (byWay = new LRUCache({ max: 8 })));
  const way = wayOf(conditionsOf(shape), (name) => variables[name] === true);
  let write = byWay.get(way);
  if (!write) {
    write = writeObject(selection, selection.type.name, fetched, lawfulLayouts([shape], variables, fetched));
    byWay.set(way, write);
  }
  return write;
}

const conditions = new WeakMap<Shape, readonly string[]>();

function conditionsOf(shape: Shape): readonly string[] {
  let known = conditions.get(shape);
  if (!known) {
    const names = new Set<string>();
    const note = ({ conditions: directives, children }: ShapeField): void => {
      for (const directive of directives) noteCondition(directive, names);
      children?.fields.forEach(note);
    };
    shape.fields.forEach(note);
    conditions.set(shape, (known = [...names]));
  }
  return known;
}
