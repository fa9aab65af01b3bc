/** A step of the way to a value: a key, or a place in a list. */
export type Step = string | number;

/** Something wrong at one place of a file. `message` repeats no value: it may be a secret. */
export interface Fault {
  /** `sources[0].url`; empty for the file as a whole. */
  readonly at: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** A configuration file that cannot be used, with everything that is wrong with it. */
export class FaultyFile extends Error {
  constructor(
    readonly path: string,
    readonly faults: readonly Fault[],
  ) {
    super([`Invalid ${path}:`, ...faults.map(lineOf)].join('\n'));
    this.name = 'FaultyFile';
  }
}

const lineOf = ({ at, line, column, message }: Fault) => `  line ${line}, column ${column}: ${at ? `${at}: ` : ''}${message}`;

/** `['sources', 0, 'url']` → `sources[0].url`. */
export const writtenPath = (path: readonly Step[]): string =>
  path.map((step, index) => (typeof step === 'number' ? `[${step}]` : index === 0 ? step : `.${step}`)).join('');

/** In the order of the file, of each place the first. */
export function inOrder(faults: readonly Fault[]): Fault[] {
  const firsts = new Map<string, Fault>();
  for (const fault of faults) {
    const place = `${fault.line} ${fault.column} ${fault.at}`;
    if (!firsts.has(place)) firsts.set(place, fault);
  }
  return [...firsts.values()].toSorted((a, b) => a.line - b.line || a.column - b.column);
}
