import type { GraphQLError } from 'graphql';
import { DisclosureNotes, type Disclosure } from '../rights/disclosure.js';
import { answerOf, writeData, type LawfulOptions } from './answer.js';
import { asksFor } from './asks-for.js';
import { nothingRepeated, type FetchedInParts, type PartErrors } from './fetched.js';
import { isObject } from './json.js';
import { Writing, type Place } from './writing.js';
import type { Answer } from './written.js';

type Path = readonly (string | number)[];

/** What one part tells of one object. */
export interface PartItem extends Answer {
  readonly path: Path;
  readonly label: string;
}

/** Something written, and what is still left for later parts. */
export interface WrittenPart<T> {
  readonly told: T;
  /** What it tells, of whom; null where there are no rules. */
  readonly disclosure: Disclosure | null;
  readonly places: readonly Place[];
}

/** Writes an answer part by part, by the rules of `law` where there are any. */
export class PartsWriter {
  readonly #fetched: FetchedInParts;
  readonly #law: LawfulOptions | null;
  /** Of what masks are shown, in whichever part: clients put extensions together by name, and the last counts. */
  readonly #masked = new Map<string, string>();

  constructor(fetched: FetchedInParts, law: LawfulOptions | null) {
    this.#fetched = fetched;
    this.#law = law;
  }

  /** Writes the first part. */
  first(): WrittenPart<Answer> {
    const { errors } = this.#fetched;
    const to = new Writing(
      errors.filter((error) => this.#isOfFirst(error)),
      nothingRepeated,
      this.#law?.maskValue ?? null,
    );
    const text = writeData(this.#fetched, to, this.#law);
    const told = this.#told(to, text);
    return { told, places: to.places, disclosure: this.#law && to.notes.sum(to.denials.map(({ coordinate }) => coordinate)) };
  }

  /** Writes what later parts tell of the objects at these places. */
  later(places: readonly (readonly [place: Place, errors: PartErrors])[]): WrittenPart<PartItem[]> {
    const notes = new DisclosureNotes();
    const denied = new Set<string>();
    const left: Place[] = [];
    const told = places.map(([place, errors]): PartItem => {
      const to = new Writing(this.#errorsOf(place, errors), nothingRepeated, this.#law?.maskValue ?? null, notes, place.path);
      to.subjects = place.subjects;
      const text = place.write(place.value, to);
      for (const { coordinate } of to.denials) denied.add(coordinate);
      left.push(...to.places);
      return { ...this.#told(to, text), path: place.path, label: place.label };
    });
    return { told, places: left, disclosure: this.#law && notes.sum(denied) };
  }

  #told(to: Writing, text: string): Answer {
    if (to.masked.size > 0) {
      for (const [coordinate, mask] of to.masked) this.#masked.set(coordinate, mask);
      for (const [coordinate, mask] of this.#masked) to.masked.set(coordinate, mask);
    }
    return answerOf(to, text, this.#law);
  }

  #isOfFirst({ path }: GraphQLError): boolean {
    const { data, selection, typenameOf } = this.#fetched;
    if (!path || !isObject(data)) return true;
    const shape = selection.shapeOf(typenameOf(data));
    return !shape || asksFor(shape, path, data, typenameOf);
  }

  /** Those at what the part asks for; and of its own those at the object, or at what the object is part of. */
  #errorsOf({ path: at, asked, value }: Place, { own, others }: PartErrors): GraphQLError[] {
    const isBelow = ({ path = [] }: GraphQLError) =>
      path.length > at.length &&
      at.every((key, index) => path[index] === key) &&
      asksFor(asked, path.slice(at.length), value, this.#fetched.typenameOf);
    const isAround = ({ path = [] }: GraphQLError) => path.every((key, index) => at[index] === key);
    return [...own.filter((error) => isAround(error) || isBelow(error)), ...others.filter(isBelow)];
  }
}
