import { GraphQLError } from 'graphql';
import { codeOf, followingDraft, type Draft } from '../access-log/draft.js';
import { withSources } from '../source-notes.js';
import { asGraphQLError } from '../subscriptions/event.js';
import type { FetchedInParts, PartErrors } from '../writing/fetched.js';
import type { PartItem, PartsWriter } from '../writing/in-parts.js';
import type { Place } from '../writing/writing.js';
import { tells } from '../writing/written.js';

/** Parts of an answer that are ready together. */
export interface LaterAnswer {
  readonly items: readonly PartItem[];
  readonly hasNext: boolean;
  /** For its record. */
  readonly draft: Draft;
}

export interface LaterAnswersOptions {
  readonly fetched: FetchedInParts;
  readonly writer: PartsWriter;
  /** That of the first part. */
  readonly opening: Draft;
  /** Calls to subgraphs that no record tells of yet. */
  readonly calls: Draft['calls'];
  /** Is called once, when all is told or given up. */
  readonly onEnd: () => void;
}

interface Ready {
  readonly label: string;
  /** What kept it from being fetched. */
  readonly failure?: unknown;
  readonly errors: PartErrors;
}

/** The parts of an answer that follow its first: each is told as soon as all of it is there, in whichever order they come. */
export class LaterAnswers {
  readonly #options: LaterAnswersOptions;
  readonly #places = new Map<string, Place[]>();
  readonly #coming = new Map<string, Promise<void>>();
  readonly #ready: Ready[] = [];
  /** Parts of what was told last. */
  #within: readonly string[] = [];
  /** Calls that what was told so far draws on. */
  readonly #calls: Draft['calls'];
  #number = 0;
  #ended = false;
  #end!: () => void;
  /** Resolves when all is told or given up. */
  readonly ended = new Promise<void>((resolve) => (this.#end = resolve));

  constructor(places: readonly Place[], options: LaterAnswersOptions) {
    this.#options = options;
    this.#calls = [...options.opening.calls];
    this.#await(places);
  }

  /** What is ready next; null at the end. */
  async next(): Promise<LaterAnswer | null> {
    if (this.#ready.length === 0 && !this.#ended) await Promise.race(this.#coming.values());
    if (this.#ended) return null;
    const { opening, calls } = this.#options;
    const draft = followingDraft(opening, ++this.#number);
    const items = this.#take(this.#ready.splice(0), draft);
    draft.calls.push(...calls.splice(0));
    draft.errors = items.flatMap(({ errors = [] }) => errors.map(codeOf));
    draft.answered = items.some(tells);
    const hasNext = this.#places.size > 0;
    if (!hasNext) this.stop();
    this.#calls.push(...draft.calls);
    return { items: this.#withSources(items), hasNext, draft };
  }

  /** Once is enough: clients put extensions together by name, and the last counts. That therefore tells of all there was. */
  #withSources(items: readonly PartItem[]): readonly PartItem[] {
    const last = items.at(-1);
    return last ? [...items.slice(0, -1), withSources(last, this.#calls)] : items;
  }

  /** Withholds what was told last, and gives up what is still to come: each of it with the error in its place. */
  fail({ items }: Pick<LaterAnswer, 'items'>, error: unknown): readonly PartItem[] {
    for (const label of this.#within) this.#places.delete(label);
    const left = [...items, ...[...this.#places.values()].flat()];
    this.stop();
    return left.map((place) => failed(place, error));
  }

  stop(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#places.clear();
    this.#options.onEnd();
    this.#end();
  }

  #take(ready: readonly Ready[], draft: Draft): readonly PartItem[] {
    this.#within = [];
    const taken = ready.map((each) => ({ ...each, places: this.#places.get(each.label) ?? [] }));
    for (const { label } of ready) {
      this.#places.delete(label);
      this.#coming.delete(label);
    }
    const fetched = taken.filter((each) => !('failure' in each));
    const lost = taken.flatMap(({ failure, places }) => (failure ? places.map((place) => failed(place, failure)) : []));
    return [
      ...this.#write(
        fetched.flatMap(({ places, errors }) => places.map((place) => [place, errors] as const)),
        draft,
      ),
      ...lost,
    ];
  }

  #write(places: readonly (readonly [Place, PartErrors])[], draft: Draft): readonly PartItem[] {
    try {
      const { told, disclosure, places: left } = this.#options.writer.later(places);
      if (disclosure) draft.disclosure = disclosure;
      this.#await(left);
      this.#within = left.map(({ label }) => label);
      return told;
    } catch (error) {
      return places.map(([place]) => failed(place, error));
    }
  }

  #await(places: readonly Place[]): void {
    for (const place of places) {
      const same = this.#places.get(place.label);
      if (same) same.push(place);
      else {
        this.#places.set(place.label, [place]);
        this.#coming.set(place.label, this.#fetch(place.label));
      }
    }
  }

  async #fetch(label: string): Promise<void> {
    try {
      this.#ready.push({ label, errors: await this.#options.fetched.part(label) });
    } catch (failure) {
      this.#ready.push({ label, failure, errors: { own: [], others: [] } });
    }
  }
}

/** Nothing, and why. */
function failed({ path, label }: Pick<PartItem, 'path' | 'label'>, error: unknown): PartItem {
  const { message, extensions, originalError } = asGraphQLError(error);
  return { path, label, data: null, errors: [new GraphQLError(message, { path, extensions, originalError })] };
}
