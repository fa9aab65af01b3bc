import type { ExecutionResult } from 'graphql';

/** Data of an answer, in the words in which it leaves. */
export class WrittenData {
  constructor(
    readonly text: string,
    /** Something that was asked for is there. */
    readonly tells: boolean,
  ) {}

  toJSON(): unknown {
    return JSON.parse(this.text);
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
  const text = data instanceof WrittenData ? data.text : JSON.stringify(data);
  return rest === '{}' ? `{"data":${text}}` : `${rest.slice(0, -1)},"data":${text}}`;
}
