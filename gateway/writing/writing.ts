import { GraphQLError } from 'graphql';
import { DisclosureNotes } from '../rights/disclosure.js';
import type { MaskValue } from '../rights/masks.js';
import { maxAnswerLength, maxAnswerObjects } from '../limits/limits.js';
import { tooLarge } from '../refused-request.js';
import { ErrorPaths } from './error-paths.js';
import type { Json } from './json.js';
import type { LaterPart } from './writer.js';

type Path = readonly (string | number)[];

/** What the writer of a position that may not be null says when it is: the null goes to the position around it. */
export const bubble = '';

/** What a rule refuses, and where. */
export interface Denial {
  readonly path: Path;
  readonly coordinate: string;
}

/** An object that is shown, and of which a later part of the answer tells more. */
export interface Place extends LaterPart {
  readonly path: Path;
  readonly value: Json;
  /** The people whom the nearest object around that tells of somebody tells of. */
  readonly subjects: readonly string[];
}

/** One answer being written, or one part of it. */
export class Writing {
  /** The position, of which only the first `depth + 1` keys count. */
  readonly place: (string | number)[] = [];
  depth = -1;
  /** Something that was asked for is there. */
  tells = false;
  readonly denials: Denial[] = [];
  /** What is left for later parts. */
  places: Place[] = [];
  /** Depth of the outermost object. */
  readonly top: number;
  /** Coordinates of which masks are shown. */
  readonly masked = new Map<string, string>();
  /** The people whom the nearest object that tells of somebody tells of. */
  subjects: readonly string[] = [];
  readonly #texts = new Map<object, Map<object, string>>();
  #paths: ErrorPaths | null = null;
  #objects = 0;

  constructor(
    /** Grows by an error for each null that has none and needs one. */
    readonly errors: GraphQLError[],
    /** Objects that stand at several places, with the same text at each. */
    readonly repeated: ReadonlySet<object>,
    /** Null: there are no rules, and nothing to mask. */
    readonly maskValue: MaskValue | null,
    readonly notes = new DisclosureNotes(),
    /** Where the outermost object stands. */
    at: Path = [],
  ) {
    this.place.push(...at);
    this.depth = at.length - 1;
    this.top = at.length;
  }

  /** Are all fields gone through, whatever becomes of the first ones? For what is refused, everywhere it is. */
  get thorough(): boolean {
    return this.maskValue !== null;
  }

  /** The text of an object that stands at several places, written once for what is asked of it; an error belongs to one place alone. */
  reuse<T extends object>(asked: object, value: T, write: (value: T, to: Writing) => string): string {
    if (this.errors.length > 0) return write(value, this);
    let texts = this.#texts.get(asked);
    if (!texts) this.#texts.set(asked, (texts = new Map()));
    const known = texts.get(value);
    if (known !== undefined) return known;
    const text = write(value, this);
    // Objects in objects that stand at several places make a short plan a text without end.
    if (text.length > maxAnswerLength) throw tooLarge();
    if (this.errors.length === 0) texts.set(value, text);
    return text;
  }

  /** Counts an object; throws for one too many. */
  count(): void {
    if (++this.#objects > maxAnswerObjects) throw tooLarge();
  }

  /** Leaves what later parts tell of the object here. */
  leave(parts: readonly LaterPart[], value: Json): void {
    const path = this.path();
    for (const part of parts) {
      this.count();
      this.places.push({ ...part, path, value, subjects: this.subjects });
    }
  }

  /** Takes back what was noted since `mark`: the position here is null after all. */
  takeBackTo(mark: number): void {
    this.notes.takeBackTo(mark);
    if (this.places.length === 0) return;
    const here = this.path();
    this.places = this.places.filter(({ path }) => here.some((key, index) => path[index] !== key));
  }

  path(): Path {
    return this.place.slice(0, this.depth + 1);
  }

  /** Adds an error for a value that cannot be shown. `unlessTold`: not where an error tells of the position already. */
  fault(message: string, unlessTold: boolean): 'null' {
    const path = this.path();
    const paths = (this.#paths ??= this.#pathsSoFar());
    if (unlessTold && paths.covers(path)) return 'null';
    paths.add(path);
    this.errors.push(new GraphQLError(message, { path, extensions: { code: 'SOURCE_BAD_DATA' } }));
    return 'null';
  }

  #pathsSoFar(): ErrorPaths {
    const paths = new ErrorPaths();
    for (const { path } of this.errors) if (path) paths.add(path);
    return paths;
  }
}
