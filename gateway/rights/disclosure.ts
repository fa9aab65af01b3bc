import type { Category } from '../../auth/personal-data.js';
import type { ShapeField } from './shape.js';

/** What an answer tells, of whom. Identifiers stand in it as they are: it never leaves the process but hashed. */
export interface Disclosure {
  /** Coordinates with a value in the answer. */
  readonly fields: ReadonlySet<string>;
  /** Those of them that tell of one person, and whether by value or by mask. */
  readonly personal: ReadonlyMap<string, 'CLEAR' | 'MASKED'>;
  /** Kinds of personal data told. */
  readonly categories: ReadonlySet<Category>;
  /** Personal identifiers of the people told of. */
  readonly subjects: ReadonlySet<string>;
  /** How many personal values there are, and how many of them of nobody the hub can name. */
  readonly values: number;
  readonly unattributed: number;
  /** Coordinates whose rule refused something. */
  readonly denied: ReadonlySet<string>;
}

export const nothingDisclosed: Disclosure = {
  fields: new Set(),
  personal: new Map(),
  categories: new Set(),
  subjects: new Set(),
  values: 0,
  unattributed: 0,
  denied: new Set(),
};

/** A value in the answer, of whom. */
interface Told {
  readonly coordinate: string;
  readonly field: ShapeField;
  readonly subjects: readonly string[];
}

/** Collects while an answer is completed; what a null swallows after all is taken back. */
export class DisclosureNotes {
  readonly #told: Told[] = [];

  tell(coordinate: string, field: ShapeField, subjects: readonly string[]): void {
    this.#told.push({ coordinate, field, subjects });
  }

  /** A place to come back to. */
  get mark(): number {
    return this.#told.length;
  }

  takeBackTo(mark: number): void {
    this.#told.length = mark;
  }

  sum(denied: Iterable<string>): Disclosure {
    const fields = new Set<string>();
    const personal = new Map<string, 'CLEAR' | 'MASKED'>();
    const categories = new Set<Category>();
    const subjects = new Set<string>();
    let values = 0;
    let unattributed = 0;
    for (const { coordinate, field, subjects: people } of this.#told) {
      fields.add(coordinate);
      if (!field.personal) continue;
      values++;
      if (field.category) categories.add(field.category);
      if (people.length === 0) unattributed++;
      for (const one of people) subjects.add(one);
      if (field.mask === null) personal.set(coordinate, 'CLEAR');
      else if (!personal.has(coordinate)) personal.set(coordinate, 'MASKED');
    }
    return { fields, personal, categories, subjects, values, unattributed, denied: new Set(denied) };
  }
}
