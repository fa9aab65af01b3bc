import { percentile } from '../../tests/faults/percentile.js';

/** One part of a run, and what the hub held after it, with nothing under way and its garbage collected. */
export interface Sample {
  readonly minute: number;
  readonly heapMb: number;
  /** Of it the program's own code, as far as it is compiled. */
  readonly codeMb: number;
  readonly rssMb: number;
  readonly handles: number;
  readonly times: readonly number[];
}

export interface Finding {
  readonly what: string;
  readonly bound: string;
  readonly found: string;
  readonly holds: boolean;
}

const heapMbPer10Min = 1;
const driftPercent = 20;
/** A run as long as this is judged by the slope itself. */
const longMinutes = 30;
/** Of Student's distribution, one-sided at 95 %, by degrees of freedom. */
const student = [Infinity, 6.31, 2.92, 2.35, 2.13, 2.02, 1.94, 1.89, 1.86, 1.83, 1.81];

/** What the samples say. The first is the state before the load. */
export function verdict(all: readonly Sample[], minutes: number): Finding[] {
  const samples = all.slice(1);
  return [heap(samples, minutes), handles(all), drift(samples)];
}

// The first part fills what is kept and compiles what is hot: no growth that goes on.
const settled = (samples: readonly Sample[]) => samples.slice(1);

/** A long run is judged by the slope of the whole heap. Within a short one code is still being compiled, and every slope is in doubt. */
function heap(samples: readonly Sample[], minutes: number): Finding {
  const long = minutes >= longMinutes;
  const whole = slopeOf(samples, ({ heapMb }) => heapMb);
  const data = slopeOf(samples, ({ heapMb, codeMb }) => heapMb - codeMb);
  const rule = long
    ? 'the slope of the whole'
    : 'so short a run: the slope of all but compiled code, less what is in doubt (95 %)';
  const said = ({ per10, doubt }: Slope) => `${per10.toFixed(2)} ± ${doubt.toFixed(2)}`;
  return {
    what: 'heap after collection',
    bound: `${rule}: under ${heapMbPer10Min} MB per 10 min in the second half`,
    found: `${said(whole)} MB per 10 min, without compiled code ${said(data)}`,
    holds: (long ? whole.per10 : data.per10 - data.doubt) < heapMbPer10Min,
  };
}

/** MB per 10 minutes, and by how much it may be less or more at 95 %. */
interface Slope {
  readonly per10: number;
  readonly doubt: number;
}

/** Of the second half: in the first one the hub still finds its size. */
function slopeOf(samples: readonly Sample[], of: (sample: Sample) => number): Slope {
  const half = samples.slice(Math.floor(samples.length / 2) - 1);
  const { slope, error, freedom } = line(half.map((sample) => [sample.minute, of(sample)] as const));
  return { per10: slope * 10, doubt: error * 10 * (student[freedom] ?? 1.81) };
}

/** How many connections to sources are idle at the moment differs from part to part; that their number rises must not be. */
function handles(all: readonly Sample[]): Finding {
  const third = Math.ceil(all.length / 3);
  const most = (of: readonly Sample[]) => Math.max(...of.map((sample) => sample.handles));
  const [early, late] = [most(all.slice(0, third)), most(all.slice(-third))];
  return {
    what: 'handles',
    bound: 'no more in the last third than in the first',
    found: `at most ${early}, then ${late}`,
    holds: late <= early,
  };
}

/** Each part of the run holds every fault, so that the parts can be compared: the first third of them with the last. */
function drift(samples: readonly Sample[]): Finding {
  const parts = settled(samples);
  const third = Math.max(1, Math.floor(parts.length / 3));
  const p99 = (of: readonly Sample[]) =>
    percentile(
      of.flatMap(({ times }) => times),
      99,
    );
  const [early, late] = [p99(parts.slice(0, third)), p99(parts.slice(-third))];
  const percent = 100 * (late / early - 1);
  return {
    what: 'p99',
    bound: `the last third under ${driftPercent} % over the first`,
    found: `${early.toFixed(0)} ms, then ${late.toFixed(0)} ms: ${percent.toFixed(1)} %`,
    holds: percent < driftPercent,
  };
}

/** The straight line of least squares: its slope, the slope's standard error, and the degrees of freedom. */
function line(points: readonly (readonly [x: number, y: number])[]) {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [x, y] = [mean(points.map((point) => point[0])), mean(points.map((point) => point[1]))];
  const spread = points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0);
  const slope = points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0) / spread;
  const freedom = points.length - 2;
  const rest = points.reduce((sum, point) => sum + (point[1] - y - slope * (point[0] - x)) ** 2, 0);
  return { slope, error: Math.sqrt(rest / freedom / spread), freedom };
}
