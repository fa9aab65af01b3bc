import type { Param, Row } from '../database.js';

/** What the thread is started with. */
export interface ThreadData {
  readonly folder: string;
  readonly readOnly: boolean;
}

export type Work =
  | { readonly kind: 'query'; readonly text: string; readonly params: readonly Param[] }
  | { readonly kind: 'script'; readonly text: string };

export type ToThread = Work | { readonly kind: 'close' };

/** One answer to each piece of work, in order; `ready` comes first, or `failed` and the end of the thread. */
export type FromThread =
  | { readonly kind: 'ready' }
  | { readonly kind: 'rows'; readonly rows: readonly Row[] }
  | { readonly kind: 'failed'; readonly message: string; readonly code: string | undefined };
