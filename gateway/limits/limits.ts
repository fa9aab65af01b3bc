/** Tokens of an operation's text; beyond it parsing stops. */
export const maxTokens = 2_000;

/** Bytes of a request body. */
export const maxBodyBytes = 100 * 1024;

/** Bytes of a request's headers: more than the longest token that is looked at, so that one too long is refused as a token. */
export const maxHeaderSize = 32 * 1024;

/** Validation errors reported before it gives up. */
export const maxValidationErrors = 5;

/** Plans the planner weighs before it takes the best so far: a 65-token query over shared types can otherwise hold the process for seconds. */
export const plannerLimits = { maxEvaluatedPlans: 1_000, pathsLimit: 100 } as const;
