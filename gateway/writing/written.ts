import type { ExecutionResult } from 'graphql';

/** Data of an answer, in the words in which it leaves. */
export class WrittenData {
  /** An answer of nothing else. */
  readonly alone: string;

  constructor(
    text: string,
    /** Something that was asked for is there. */
    readonly tells: boolean,
  ) {
    this.alone = `{"data":${text}}`;
    // Reading it makes it one piece. Else the thousands of pieces it was put together from live for as long as the request does, and cost
    // as much to collect as all else that a large answer does.
    this.alone.charCodeAt(0);
  }

  toJSON(): unknown {
    return (JSON.parse(this.alone) as { readonly data: unknown }).data;
  }
}

/** An answer to a client, its data written already or, where it was not fetched, still to be written. */
export interface Answer extends Omit<ExecutionResult, 'data'> {
  readonly data?: Record<string, unknown> | WrittenData | null;
}

/** Is something of what was asked for there? */
export const tells = ({ data }: Answer): boolean =>
  data instanceof WrittenData ? data.tells : Object.values(data ?? {}).some((value) => value !== null);

/** An answer as text: errors first, so that nobody overlooks them. */
export function textOf({ data, ...others }: Answer): string {
  const rest = JSON.stringify(others);
  if (data === undefined) return rest;
  const alone = data instanceof WrittenData ? data.alone : `{"data":${JSON.stringify(data)}}`;
  return rest === '{}' ? alone : `${rest.slice(0, -1)},${alone.slice(1)}`;
}
