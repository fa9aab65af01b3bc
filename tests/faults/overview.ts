import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from '@jest/globals';
import type { Asker, Question, Told } from './asker.js';

/** The domains of a city's overview, each with the source that it is read of in the sandbox's Nghệ An. */
export const domains = {
  dossierStatistics: 'igate-nghe-an',
  documentStatistics: 'ioffice-nghe-an',
  healthStatistics: 'ehr-national',
  landStatistics: 'land-nghe-an',
  scorecard: 'kpi-nghe-an',
} as const;
export type Domain = keyof typeof domains;

export const overview: Question = { persona: 'ioc', name: 'CityOverview' };

export const cityOf = ({ data }: Told) => data!['jurisdiction'] as Readonly<Record<string, unknown>>;

/** Every domain but `broken` is told in full, and no error is of another source. */
export function expectTheRest(answers: readonly Told[], ...broken: readonly Domain[]): void {
  const failing: readonly string[] = broken.map((domain) => domains[domain]);
  for (const answer of answers) {
    expect(answer.status).toBe(200);
    const city = cityOf(answer);
    const healthy = Object.keys(domains).filter((domain) => !broken.includes(domain as Domain));
    expect(healthy.filter((domain) => city[domain] === null)).toEqual([]);
    expect(answer.errors.filter(({ extensions }) => !failing.includes(extensions.source!))).toEqual([]);
  }
}

/** Waits until the overview is told in full again, and gives the milliseconds since `since`; fails after ten seconds. */
export async function whole(hub: Asker, since: number = performance.now()): Promise<number> {
  for (;;) {
    const answer = await hub.ask(overview);
    const ms = performance.now() - since;
    if (answer.errors.length === 0) return ms;
    if (ms > 10_000) throw new Error(`not whole after ${ms.toFixed(0)} ms: ${JSON.stringify(answer.errors)}`);
    await sleep(50);
  }
}
