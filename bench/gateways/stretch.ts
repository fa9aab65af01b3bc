import { setTimeout as sleep } from 'node:timers/promises';
import { ask } from './agree.js';
import { startBystander } from './bystander.js';
import type { Cores } from './cores.js';
import type { Field } from './field.js';
import type { Settings } from './settings.js';
import { startSide, type Side } from './sides.js';
import { workloads } from './workloads.js';

/** Our gateway with somebody who asks `small` all the while. */
export interface Place {
  readonly side: Side;
  /**
   * Does something again and again, and says in milliseconds how long each took, how long the event loop was held at most during each,
   * and how long each `small` waited meanwhile.
   */
  readonly stretch: (count: number, act: (number: number) => Promise<unknown>) => Promise<Stretch>;
}

export interface Stretch {
  readonly took: readonly number[];
  /** NaN where the gateway could not say. */
  readonly stalls: readonly number[];
  readonly waits: readonly number[];
  /** How many `small` were not answered in full. */
  readonly failed: number;
}

/** A gateway just started, for as long as `use` takes. */
export async function withGateway<Found>(
  field: Field,
  options: { readonly cores: Cores; readonly settings: Settings },
  use: (place: Place) => Promise<Found>,
): Promise<Found> {
  const side = await startSide('ours', field, { ...options, preload: 'loop-delay.mjs' });
  for (let number = 0; number < 6; number++) await ask(side.url, workloads.small.question(number));
  const bystander = startBystander(side.url);
  await sleep(3_000);
  const held = async () => (await side.ask<{ max: number }>('loop delay'))?.max ?? Number.NaN;
  try {
    return await use({
      side,
      async stretch(count, act) {
        await held();
        bystander.waits();
        const failed = bystander.failed();
        const [took, stalls]: [number[], number[]] = [[], []];
        for (let number = 0; number < count; number++) {
          const began = performance.now();
          await act(number);
          took.push(performance.now() - began);
          stalls.push(await held());
        }
        return { took, stalls, waits: bystander.waits(), failed: bystander.failed() - failed };
      },
    });
  } finally {
    await bystander.stop();
    await side.stop();
  }
}

/** The value below which that share of them lies; `–` where there is none. */
export function share(values: readonly number[], of: number): string {
  const sorted = values.filter((value) => !Number.isNaN(value)).toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * of))]?.toFixed(1) ?? '–';
}
