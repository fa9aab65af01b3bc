import { z } from 'zod';

/** What a reader may ask a running hub for: one line of JSON, answered by lines of `Answer`, the last of them `end` or `failed`. */
export const Question = z.union([
  z.object({ logs: z.literal(true) }).strict(),
  z.object({ checkpoints: z.string() }).strict(),
  z.object({ segments: z.string() }).strict(),
  z.object({ log: z.string(), from: z.int().optional(), to: z.int().optional() }).strict(),
]);
export type Question = z.infer<typeof Question>;

export type Answer = { readonly item: unknown } | { readonly end: true } | { readonly failed: string };
