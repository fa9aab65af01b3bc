import type { GraphQLError } from 'graphql';
import type { PurposeStatement } from '../../auth/purposes.js';
import type { Caller } from '../../auth/caller.js';
import type { ErrorCode } from '../../core/errors.js';
import type { CallNote } from '../engine/engine.js';
import type { AccessRecord } from './record.js';
import { nothingDisclosed, type Disclosure } from '../rights/disclosure.js';

/** What is known of a request while it is answered, for its record. */
export interface Draft {
  /** Id of the request, given by this gateway. */
  readonly request: string;
  readonly at: Date;
  readonly address: AccessRecord['address'];
  caller: Caller | null;
  statement: PurposeStatement | null;
  operation: { name: string | null; type: 'query' | 'mutation' | 'subscription' | null; hash: string | null };
  variables: Readonly<Record<string, unknown>>;
  disclosure: Disclosure;
  readonly calls: CallNote[];
  /** Error codes of the answer. */
  errors: readonly string[];
  /** Some of the answer's data is there. */
  answered: boolean;
  /** Code of the refusal of the whole request. */
  refusal: ErrorCode | null;
}

/** The draft for one of the answers that follow an opening: its number stands behind the opening's own id, so that the log shows what belongs together. */
export const followingDraft = (opening: Draft, number: number): Draft => ({
  ...newDraft(`${opening.request}-${number}`, opening.address),
  caller: opening.caller,
  statement: opening.statement,
  operation: opening.operation,
  variables: opening.variables,
});

/** An error's code, as a draft has it. */
export const codeOf = ({ extensions }: Pick<GraphQLError, 'extensions'>): string =>
  (extensions['code'] as string | undefined) ?? 'INTERNAL';

export const newDraft = (request: string, address: Draft['address']): Draft => ({
  request,
  at: new Date(),
  address,
  caller: null,
  statement: null,
  operation: { name: null, type: null, hash: null },
  variables: {},
  disclosure: nothingDisclosed,
  calls: [],
  errors: [],
  answered: false,
  refusal: null,
});
