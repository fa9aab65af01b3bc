import { z } from 'zod';
import { workloadNames } from './workloads.js';

const Workloads = z
  .string()
  .default(workloadNames.join(','))
  .transform((names) => names.split(','))
  .pipe(z.array(z.enum(workloadNames)).min(1));

const Environment = z
  .object({
    BENCH_ROUNDS: z.coerce.number().int().min(1).default(3),
    BENCH_SECONDS: z.coerce.number().int().min(1).default(10),
    BENCH_WORKLOADS: Workloads,
    BENCH_MINUTES: z.coerce.number().positive().default(10),
    BENCH_DOCUMENTS: z.coerce.number().int().min(1).default(200),
    BENCH_PINNED: z.enum(['true', 'false']).default('true'),
    /** A folder with @graphql-hive/gateway and @graphql-hive/router-runtime installed. */
    HIVE_FOLDER: z.string().optional(),
    /** A Node that Hive Gateway runs on: 22 or newer. All gateways are then run on it. */
    HIVE_NODE: z.string().optional(),
  })
  .refine(({ HIVE_FOLDER, HIVE_NODE }) => !HIVE_FOLDER || HIVE_NODE || Number(process.versions.node.split('.')[0]) >= 22, {
    message: 'HIVE_FOLDER needs HIVE_NODE too: a Node of 22 or newer.',
  });

export interface Settings {
  readonly rounds: number;
  readonly seconds: number;
  readonly workloads: readonly (typeof workloadNames)[number][];
  /** Of the soak. */
  readonly minutes: number;
  /** Cold ones, of the stalls. */
  readonly documents: number;
  /** Whether the gateway has a core to itself. */
  readonly pinned: boolean;
  /** The Node that gateways run on. */
  readonly node: string;
  readonly hiveFolder: string | null;
}

/** What the environment says of how long to measure, and what. */
export function loadSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const parsed = Environment.safeParse(env);
  if (!parsed.success) throw new Error(`Invalid settings:\n${z.prettifyError(parsed.error)}`);
  const { HIVE_FOLDER, HIVE_NODE, ...bench } = parsed.data;
  return {
    rounds: bench.BENCH_ROUNDS,
    seconds: bench.BENCH_SECONDS,
    workloads: bench.BENCH_WORKLOADS,
    minutes: bench.BENCH_MINUTES,
    documents: bench.BENCH_DOCUMENTS,
    pinned: bench.BENCH_PINNED === 'true',
    node: (HIVE_FOLDER && HIVE_NODE) || process.execPath,
    hiveFolder: HIVE_FOLDER ?? null,
  };
}
