import type { QueryPlan } from '@apollo/query-planner';

/** Measured over operations from 20 to 2,000 tokens: what is kept takes so many times its texts. */
const perCharacter = { text: 50, plan: 12 } as const;
const base = 8_192;

/** About what an operation takes once it is compiled and was run. */
export const bytesOf = (text: string, plan: QueryPlan): number =>
  base + text.length * perCharacter.text + JSON.stringify(plan).length * perCharacter.plan;
