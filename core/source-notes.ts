/** How a source answered one request. `SKIPPED`: it was not asked, for it had failed before or had too much to do. */
export type SourceStatus = 'OK' | 'STALE' | 'FAILED' | 'SKIPPED';

/** One source, as far as one answer draws on it. */
export interface SourceNote {
  readonly source: string;
  readonly system: string;
  /** Slug of the jurisdiction whose data it holds; null where it holds that of several. */
  readonly jurisdiction: string | null;
  readonly status: SourceStatus;
  /** How old the oldest of what was read is; null where nothing was. */
  readonly ageSeconds: number | null;
  /** The longest that one read of it took. */
  readonly ms: number;
}

/** A read of a source that ended. `fetchedAt`: milliseconds since the epoch; null where it gave nothing. */
export interface SourceRead {
  readonly status: SourceStatus;
  readonly fetchedAt: number | null;
  readonly ms: number;
}

interface Named {
  readonly id: string;
  readonly system: string;
  readonly jurisdictions: readonly string[];
}

const gravity: Readonly<Record<SourceStatus, number>> = { OK: 0, STALE: 1, SKIPPED: 2, FAILED: 3 };

/** The graver of two outcomes. */
export const graver = (one: SourceStatus, other: SourceStatus): SourceStatus => (gravity[one] >= gravity[other] ? one : other);

/** What the sources behind one request did: of each the gravest outcome, the greatest age and the longest wait. */
export class SourceNotes {
  readonly #reads = new Map<string, SourceRead & { readonly of: Named }>();

  note(of: Named, read: SourceRead): void {
    const known = this.#reads.get(of.id);
    this.#reads.set(of.id, known ? { of, ...both(known, read) } : { of, ...read });
  }

  /** What was read of a source so far; undefined where nothing was. */
  of(id: string): SourceRead | undefined {
    return this.#reads.get(id);
  }

  list(now: number = Date.now()): SourceNote[] {
    return [...this.#reads.values()].map(({ of: { id, system, jurisdictions }, status, fetchedAt, ms }) => ({
      source: id,
      system,
      jurisdiction: jurisdictions.length === 1 ? jurisdictions[0]! : null,
      status,
      ageSeconds: fetchedAt === null ? null : Math.max(0, Math.round((now - fetchedAt) / 1000)),
      ms: Math.round(ms),
    }));
  }
}

function both(one: SourceRead, other: SourceRead): SourceRead {
  const times = [one.fetchedAt, other.fetchedAt].filter((time) => time !== null);
  return {
    status: graver(one.status, other.status),
    fetchedAt: times.length === 0 ? null : Math.min(...times),
    ms: Math.max(one.ms, other.ms),
  };
}
