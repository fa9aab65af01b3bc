import { setTimeout } from 'node:timers/promises';
import type { SourceConfig } from '../../../core/sources.js';
import { openProbe } from '../probes.js';
import { tryAddress } from './address.js';
import { clockDifference, clockFinding } from './clock.js';
import { finding, type Finding, type Step } from './finding.js';
import { mappingFinding, sampleFinding, sampleOf, type Sample } from './sample.js';

/** How a source does, as an operator is told. Of nobody's data. */
export interface Checked {
  readonly id: string;
  readonly system: SourceConfig['system'];
  readonly ok: boolean;
  /** Null: nothing was read. */
  readonly sample: Sample | null;
  /** Seconds its clock is ahead of ours; null where it does not tell. */
  readonly clockSeconds: number | null;
  readonly ms: number;
  /** The steps that were not tried, because of what was found before. */
  readonly untried: readonly Step[];
  readonly findings: readonly Finding[];
}

type Result = Pick<Checked, 'sample' | 'clockSeconds' | 'untried' | 'findings'>;

/** Tries a source step by step, within `withinMs`. */
export async function checkSource(source: SourceConfig, withinMs = 10_000): Promise<Checked> {
  const begun = performance.now();
  const ending = new AbortController();
  const late = setTimeout(withinMs, tooLate(withinMs), { signal: ending.signal }).catch(() => tooLate(withinMs));
  const result = await Promise.race([steps(source, ending.signal), late]);
  ending.abort();
  const { id, system } = source;
  return { id, system, ok: result.findings.length === 0, ...result, ms: Math.round(performance.now() - begun) };
}

const nothing = { sample: null, clockSeconds: null };

const tooLate = (withinMs: number): Result => ({
  ...nothing,
  untried: [],
  findings: [finding('read', `it was not done within ${withinMs / 1000} s`, 'Ask who runs it why it is slow.')],
});

async function steps(source: SourceConfig, signal: AbortSignal): Promise<Result> {
  const inTime = () => AbortSignal.any([signal, AbortSignal.timeout(source.timeoutMs)]);
  const unreachable = await tryAddress(source, inTime());
  if (unreachable) return { ...nothing, untried: ['sign-in', 'read', 'mapping', 'clock'], findings: [unreachable] };
  const [read, clockSeconds] = await Promise.all([readSample(source), clockDifference(source, inTime())]);
  const findings = [...read.findings, clockFinding(clockSeconds)].filter((found) => found !== null);
  return { ...read, clockSeconds, findings };
}

async function readSample(source: SourceConfig): Promise<Omit<Result, 'clockSeconds'>> {
  // Not the source that a hub runs: what is found here opens no breaker there.
  const probe = openProbe({ ...source });
  try {
    const sample = sampleOf(await probe.sample());
    return { sample, untried: [], findings: [mappingFinding(sample)].filter((found) => found !== null) };
  } catch (error) {
    const found = sampleFinding(error);
    return { sample: null, untried: found.step === 'sign-in' ? ['read', 'mapping'] : [], findings: [found] };
  } finally {
    void probe.close().catch(() => undefined);
  }
}
