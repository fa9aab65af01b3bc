import type { DocumentNode, GraphQLSchema } from 'graphql';
import type { Caller } from '../../auth/caller.js';
import type { SourceNote } from '../../core/source-notes.js';
import type { Fetched, FetchedInParts } from '../writing/fetched.js';

/** The engines there are: the stock one for reference, and our own, which is the default. */
export const engineNames = ['apollo', 'compiled'] as const;
export type EngineName = (typeof engineNames)[number];

/** An operation as the rights filter left it. */
export interface EngineRequest {
  readonly document: DocumentNode;
  readonly operationName: string | null;
  /** Names document and operation: equal keys, equal plans. */
  readonly key: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly caller: Caller | null;
  readonly signal: AbortSignal;
  /** The gateway's own id of the request, handed on so that both sides' logs can be held against each other. */
  readonly requestId?: string;
  /** Milliseconds since the epoch, when the signal will have fired. */
  readonly deadline?: number;
  /** How old what sources told may be at most, where the client says. */
  readonly maxAgeSeconds?: number;
  /** Is told of every call to a subgraph once it is answered. */
  readonly onCall: (note: CallNote) => void;
}

/** How one call to a subgraph went. */
export interface CallNote {
  readonly name: string;
  readonly status: 'OK' | 'FAILED';
  readonly ms: number;
  /** What the sources did that the subgraph asked. Undefined: it asked none, or does not say. */
  readonly sources?: readonly SourceNote[];
}

/** Plans an operation and runs the plan. Knows nothing of rights: what it is given may be read. */
export interface Engine {
  readonly apiSchema: GraphQLSchema;
  execute(request: EngineRequest): Promise<Fetched>;
  /**
   * The same for an operation whose `@defer` directives all have labels, each its own; null for one that can only be answered whole.
   * Undefined: so can all, and there is no `@defer` in the schema.
   */
  readonly executeInParts?: (request: EngineRequest) => Promise<FetchedInParts | null>;
  /** Plans a subscription; nothing is opened yet. Undefined: this engine has no subscriptions. */
  readonly subscribe?: (request: Pick<EngineRequest, 'document' | 'operationName' | 'key'>) => Promise<EngineSubscription>;
  /** Undefined: this engine cannot be told what to make ready. */
  readonly plans?: KnownPlans;
  stop(): Promise<void>;
}

/** What an engine has planned, as texts of one operation each. */
export interface KnownPlans {
  /** Those most asked for, most first. */
  frequent(max: number): readonly string[];
  /** Makes one ready that is valid for the schema, in the words that this or another engine gives it. Never rejects. */
  warm(text: string): Promise<void>;
}

/** A subscription as it is planned. */
export interface EngineSubscription {
  /** Equal texts: the same events from the same subgraph, and the same fetches after each. */
  readonly plan: string;
  /** Whence the events come, for these variables. */
  sourceOf(variables: EngineRequest['variables']): EventSource;
  /** The answer to one event, which it leaves as it is. */
  answer(event: SubgraphAnswer, request: EngineRequest): Promise<Fetched>;
}

/** What a subgraph tells of, event by event. */
export interface EventSource {
  /** Equal names: the same events for the same caller. Holds variables in the clear: never for a log. */
  readonly name: string;
  open(context: CallContext): AsyncIterable<SubgraphAnswer>;
}

/** A request to one subgraph. */
export interface SubgraphRequest {
  readonly query: string;
  readonly variables?: Record<string, unknown> | undefined;
  readonly operationName?: string | undefined;
  /** All of it as JSON, where that is written already. */
  readonly text?: string;
}

/** For whom a subgraph is asked, and for how long the answer is of use. */
export interface CallContext {
  readonly caller: Caller | null;
  readonly signal: AbortSignal;
  readonly requestId?: string;
  /** Milliseconds since the epoch; after it nobody waits for the answer. */
  readonly deadline?: number;
  /** How old what sources told may be at most, where the client says. */
  readonly maxAgeSeconds?: number;
}

/** A call to one subgraph. Never throws for the subgraph's sake: what went wrong is an error with a code in the answer. */
export interface SubgraphCall {
  (request: SubgraphRequest, context: CallContext): Promise<SubgraphAnswer>;
  /** Opens a subscription. Undefined: the subgraph cannot be subscribed to. */
  readonly subscribe?: SubgraphSubscribe;
}

/**
 * The answers to one subscription, one for each event, until the subgraph ends it or the signal fires. A subgraph that refuses, or is lost
 * on the way, says so in a last answer with errors.
 */
export type SubgraphSubscribe = (request: SubgraphRequest, context: CallContext) => AsyncIterable<SubgraphAnswer>;

export interface SubgraphAnswer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions?: Record<string, unknown>;
  }[];
  /** Nobody else holds the data: whoever gets it may change it. */
  readonly unshared?: true;
  /** What its sources did, as far as a subgraph of the hub's own says. */
  readonly sources?: readonly SourceNote[];
  /** The subgraph gave no answer: this stands in its place. */
  readonly unanswered?: true;
}
