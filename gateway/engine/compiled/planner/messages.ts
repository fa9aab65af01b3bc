/** What a thread is started with. */
export interface ThreadData {
  readonly supergraphSdl: string;
  readonly limits: { readonly maxEvaluatedPlans: number; readonly pathsLimit: number };
  /** Are plans to answer what is asked with `@defer` in parts? */
  readonly defer: boolean;
}

/** What a planner says of its supergraph. */
export interface Described {
  /** What clients may ask, as SDL. */
  readonly apiSdl: string;
  readonly subgraphs: readonly { readonly name: string; readonly url: string }[];
  /** The system's number of the thread; null where it does not tell. */
  readonly task: string | null;
}

/** An operation to be planned. */
export interface Work {
  readonly text: string;
  readonly operationName: string | null;
}

/** `ready` comes first, or `failed` and the end of the thread; then one answer to each piece of work, in order. */
export type FromThread =
  | ({ readonly kind: 'ready' } & Described)
  /** The plan as JSON. */
  | { readonly kind: 'plan'; readonly plan: string }
  | { readonly kind: 'failed'; readonly message: string; readonly tooCostly: boolean };
