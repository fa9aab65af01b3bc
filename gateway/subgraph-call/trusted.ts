import { errorCodes, type ErrorCode } from '../../core/errors.js';
import type { SubgraphAnswer } from '../engine/engine.js';

const kept = ['source', 'argument'] as const;

/**
 * A subgraph's errors in the hub's own words. The message of a subgraph of ours passes, for it was masked there; of a stranger's
 * only the code does, and only when it is in our table.
 */
export function ownWords(answer: SubgraphAnswer, subgraph: string, ours: boolean): SubgraphAnswer {
  const { sources } = answer;
  const told = { data: answer.data ?? null, ...(ours && sources && { sources }) };
  if (!answer.errors?.length) return told;
  const errors = answer.errors.map(({ message, path, extensions = {} }) => {
    const code = String(extensions['code']);
    const known = Object.hasOwn(errorCodes, code);
    const details =
      known && ours
        ? Object.fromEntries(kept.flatMap((key) => (typeof extensions[key] === 'string' ? [[key, extensions[key]]] : [])))
        : { source: subgraph };
    return {
      message: known && ours ? message : errorCodes[known ? (code as ErrorCode) : 'SOURCE_UNAVAILABLE'],
      ...(path && { path }),
      extensions: { code: known ? code : 'SOURCE_UNAVAILABLE', ...details },
    };
  });
  return { ...told, errors };
}

/** An answer of which nobody else holds the data. */
export const unshared = (answer: SubgraphAnswer): SubgraphAnswer => (answer.data ? { ...answer, unshared: true } : answer);

/** Why a subgraph gave no answer. */
export type Fault = 'SOURCE_TIMEOUT' | 'SOURCE_UNAVAILABLE' | 'SOURCE_BAD_DATA';

/** The answer of a subgraph that gave none. */
export const noAnswer = (subgraph: string, code: Fault): SubgraphAnswer => ({
  data: null,
  errors: [{ message: errorCodes[code], extensions: { code, source: subgraph } }],
  unanswered: true,
});
