/** Tokens of an operation's text; beyond it parsing stops. */
export const maxTokens = 2_000;

/** Bytes of a request body. */
export const maxBodyBytes = 100 * 1024;

/** Bytes of a request's headers: more than the longest token that is looked at, so that one too long is refused as a token. */
export const maxHeaderSize = 32 * 1024;

/** Validation errors reported before it gives up. */
export const maxValidationErrors = 5;

/**
 * Plans the planner weighs before it takes the best so far, and ways to one field before it gives up: a query of 61 tokens over types that
 * five subgraphs share takes it seconds without.
 */
export const plannerLimits = { maxEvaluatedPlans: 50, pathsLimit: 500 } as const;

/** Planning in threads: milliseconds for one plan, for one that nobody waits for, and operations that may wait. */
export const planningLimits = { deadlineMs: 200, backgroundDeadlineMs: 2_000, maxWaiting: 200 } as const;

/** Plans that are kept, with what was made of them; names by which documents are found again; refusals, and for how long they hold. */
export const planStoreLimits = {
  maxPlans: 1_000,
  maxPlanBytes: 32 * 1024 * 1024,
  maxNameBytes: 2 * 1024 * 1024,
  maxRefused: 1_000,
  refusedForMs: 60_000,
} as const;

/** What subscriptions may take. */
export const subscriptionLimits = {
  /** Open at a time, of one person and of one process. Connections are counted likewise. */
  perCaller: 20,
  perProcess: 1_000,
  /** Events of one subscription that wait until it takes them. */
  waitingEvents: 128,
  /** Between two signs of life to a client; a client that takes none for as long again is gone. */
  heartbeatMs: 12_000,
  /** Between two looks at whether a token still stands, besides one at each event. */
  recheckMs: 30_000,
  /** How long a WebSocket may take to say who it is. */
  initMs: 3_000,
} as const;

/** Milliseconds that a fetch leaves to each that comes after it in the plan, where there is so much time. */
export const laterFetchMs = 1_000;

/** Seconds that a question may say its answer may be old at most: a year. */
export const longestAgeSeconds = 31_536_000;

const mebibyte = 1024 * 1024;

/** What may be kept of documents that were asked once, in bytes as `documentBytes` and its like estimate them: whatever is asked, no more. */
export const memoryLimits = {
  parsedBytes: 8 * mebibyte,
  faultyBytes: 2 * mebibyte,
  analysedBytes: 8 * mebibyte,
  preparedBytes: 16 * mebibyte,
  deferredBytes: 4 * mebibyte,
  agelessBytes: 4 * mebibyte,
  viewBytes: 32 * mebibyte,
} as const;

/** Objects of one answer, and characters of one that holds the same objects again and again. */
export const maxAnswerObjects = 1_000_000;
export const maxAnswerLength = 64 * 1024 * 1024;
