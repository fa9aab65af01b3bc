import { setTimeout as sleep } from 'node:timers/promises';
import type { Asker, Question } from '../../tests/faults/asker.js';

/** What is asked, in turn: each as somebody who may have all of it. */
const questions: readonly Question[] = [
  { persona: 'ioc', name: 'CityOverview' },
  { persona: 'citizen', name: 'CitizenFile' },
  { persona: 'ioc', name: 'Scorecard' },
  { persona: 'officer', name: 'DossierTrace' },
  { persona: 'province', name: 'ProvinceOverview' },
  { persona: 'officer', name: 'DocumentTrace' },
  { persona: 'ioc', name: 'WardOverview' },
  { persona: 'officer', name: 'DossierList' },
  { persona: 'officer', name: 'ParcelAt' },
];

/** One in so many clients goes away before it is answered. */
const leavesEvery = 50;

export interface Load {
  /** Milliseconds of each that was answered. */
  readonly times: readonly number[];
  /** Answers that lack something, each with a coded error. */
  readonly partial: number;
  /** What was no answer at all. */
  readonly failed: number;
}

/** Asks so many a second, whether or not the answers come, until `untilMs`; ends when all have come. */
export async function load(asker: Asker, perSecond: number, untilMs: number): Promise<Load> {
  const times: number[] = [];
  let [partial, failed] = [0, 0];
  const one = async (number: number) => {
    const leaves = number % leavesEvery === leavesEvery - 1;
    const question = questions[number % questions.length]!;
    try {
      const answer = await asker.ask(leaves ? { ...question, signal: AbortSignal.timeout(10) } : question);
      if (answer.status === 200) times.push(answer.ms);
      else failed++;
      if (answer.errors.length > 0) partial++;
    } catch {
      if (!leaves) failed++;
    }
  };
  const begun = performance.now();
  const asked: Promise<void>[] = [];
  while (performance.now() < untilMs) {
    asked.push(one(asked.length));
    await sleep(Math.max(0, begun + (asked.length * 1_000) / perSecond - performance.now()));
  }
  await Promise.all(asked);
  return { times, partial, failed };
}
