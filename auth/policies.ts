import type { Caller } from './caller.js';

/** A named condition of `@policy`: may `caller` read a field asked for with these arguments? Pure: it is asked once for each request. */
export type Policy = (caller: Caller, args: Readonly<Record<string, unknown>>) => boolean;

/** The policies that the schema may name. A supergraph that names another does not serve. */
export const policies: Readonly<Record<string, Policy>> = {
  own_file: (caller, { personalId }) => caller.personalId !== null && caller.personalId === personalId,
};
