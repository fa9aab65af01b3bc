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
