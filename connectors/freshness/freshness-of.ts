import { z } from 'zod';
import { kinds, type Freshness, type FreshnessOf, type Kind } from './kinds.js';

const longestSeconds = 366 * 86_400;
const units = { s: 1, m: 60, h: 3_600, d: 86_400 } as const;

const secondsOf = (text: string) => Number(text.slice(0, -1)) * units[text.at(-1) as keyof typeof units];

/** Seconds, or a number with its unit: `30s`, `10m`, `12h`, `7d`. A year at most. */
const Duration = z
  .union([
    z.number().int().nonnegative().max(longestSeconds),
    z
      .string()
      .regex(/^\d{1,9}[smhd]$/)
      .refine((text) => secondsOf(text) <= longestSeconds, 'more than a year'),
  ])
  .describe('Seconds, or a number with its unit, such as 30s, 10m, 12h or 7d. A year at most.');

const Override = z.strictObject({
  freshFor: Duration.optional().describe('So long the source is not asked again.'),
  usableFor: Duration.optional().describe(
    'So long after that what is kept is shown, marked as stale, where the source cannot answer. Never of people.',
  ),
});

/** `freshness` in hub.yaml: by kind, what differs from the defaults. What is of people may be kept for less time only, and is never stale. */
export const FreshnessOverrides = z
  .partialRecord(z.enum(Object.keys(kinds) as [Kind, ...Kind[]]), Override)
  .superRefine((overrides, context) => {
    for (const [kind, override] of Object.entries(overrides) as [Kind, z.infer<typeof Override>][])
      for (const { field, message } of faultsOf(kinds[kind], override))
        context.addIssue({ code: 'custom', path: [kind, field], message: `${kind}: ${message}` });
  });
export type FreshnessOverrides = z.input<typeof FreshnessOverrides>;

/** The policies of a hub. Throws for overrides that `FreshnessOverrides` refuses. */
export function freshnessOf(overrides: FreshnessOverrides = {}): FreshnessOf {
  const checked = FreshnessOverrides.parse(overrides);
  const entries = Object.entries(kinds) as [Kind, Freshness][];
  return Object.fromEntries(entries.map(([kind, policy]) => [kind, overridden(policy, checked[kind] ?? {})])) as FreshnessOf;
}

const overridden = (policy: Freshness, { freshFor, usableFor }: z.infer<typeof Override>): Freshness => ({
  ...policy,
  ...(freshFor !== undefined && { freshSeconds: inSeconds(freshFor) }),
  ...(usableFor !== undefined && { staleSeconds: inSeconds(usableFor) }),
});

function faultsOf({ personal, freshSeconds }: Freshness, { freshFor = 0, usableFor = 0 }: z.infer<typeof Override>) {
  if (!personal) return [];
  return [
    ...(inSeconds(freshFor) > freshSeconds
      ? [{ field: 'freshFor', message: `is of people, and fresh for ${freshSeconds} s at most` }]
      : []),
    ...(inSeconds(usableFor) > 0 ? [{ field: 'usableFor', message: 'is of people, and never shown stale' }] : []),
  ];
}

const inSeconds = (duration: number | string) => (typeof duration === 'number' ? duration : secondsOf(duration));
