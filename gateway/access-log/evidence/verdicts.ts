/** How a check of a log may end, with the exit code of each for programs. 1 and 2 are left to a command that could not run at all. */
export const verdicts = {
  CLEAN: { exitCode: 0, means: 'Every record is the one that was written, as far as the newest checkpoint reaches.' },
  UNPROVEN: { exitCode: 3, means: 'The records fit together, but no signed checkpoint covers any of them.' },
  CHANGED: { exitCode: 10, means: 'A record is not the one that was written.' },
  MISSING: { exitCode: 11, means: 'Records are missing between others, or before them.' },
  REORDERED: { exitCode: 12, means: 'Records stand in another order, or twice.' },
  TRUNCATED: { exitCode: 13, means: 'The log ends before what a checkpoint says it held.' },
  REPLACED: { exitCode: 14, means: 'The records fit together, but are not those a signed checkpoint is over.' },
  OLD_COPY: {
    exitCode: 15,
    means: 'The log and its own checkpoints fit together, but another place has seen it longer: an old copy was put back.',
  },
  UNREADABLE: { exitCode: 16, means: 'A record cannot be read.' },
  WRONG_KEY: { exitCode: 17, means: 'A checkpoint is signed with another key than the one given.' },
  BAD_CHECKPOINT: { exitCode: 18, means: 'A checkpoint cannot be read, or was changed after it was signed.' },
  BAD_STAMP: {
    exitCode: 19,
    means: 'A time stamp is not over the checkpoint it is kept with, or not by an authority that is trusted.',
  },
} as const;

export type VerdictName = keyof typeof verdicts;

/** Something that is wrong. */
export interface Fault {
  readonly verdict: Exclude<VerdictName, 'CLEAN'>;
  /** Number of the record, or size the checkpoint speaks of; null where there is none. */
  readonly at: number | null;
  readonly detail: string;
}

/** The outcome of a check, as plain JSON. */
export interface Verdict {
  readonly verdict: VerdictName;
  readonly log: string;
  /** First and last record that were checked; null where none was. */
  readonly from: number | null;
  readonly to: number | null;
  readonly entries: number;
  /** Records after the newest checkpoint: whoever has the database may still change those unseen. */
  readonly unsealed: number;
  /** Records up to this one have left by retention; what was signed of them still stands. Null where none has. */
  readonly prunedTo: number | null;
  /** Signed checkpoints of this log that were read, from all places. */
  readonly checkpoints: number;
  readonly lastCheckpoint: { readonly size: number; readonly at: string; readonly root: string } | null;
  /** Time stamps that hold; and those nobody could check, for want of an authority's certificate. */
  readonly stamps: { readonly checked: number; readonly unchecked: number };
  readonly at: number | null;
  /** One sentence for a person. */
  readonly detail: string;
}
