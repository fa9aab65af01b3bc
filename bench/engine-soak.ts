import autocannon from 'autocannon';
import { ask } from './gateways/agree.js';
import { takeCores } from './gateways/cores.js';
import { startField } from './gateways/field.js';
import { connections, requestOf } from './gateways/load.js';
import { loadSettings } from './gateways/settings.js';
import { startSide } from './gateways/sides.js';
import { workloads } from './gateways/workloads.js';

// Resident memory of our gateway under minutes of `unique`, each request with a value of its own. Flat, under 300 MB, is the target.
const everyMs = 10_000;
const settings = loadSettings(process.env);
const cores = takeCores(settings.pinned);
const field = await startField('shop');
const side = await startSide('ours', field, { cores, settings });
for (let number = 0; number < 3; number++) await ask(side.url, workloads.unique.question(number));

interface Sample {
  readonly minute: number;
  readonly mb: number;
}

const began = performance.now();
const samples: Sample[] = [];
const sample = () => {
  const mb = side.memoryMb();
  if (mb !== null) samples.push({ minute: (performance.now() - began) / 60_000, mb });
};
sample();
const sampling = setInterval(() => {
  sample();
  const { minute, mb } = samples.at(-1)!;
  process.stderr.write(`${minute.toFixed(1)} min: ${mb.toFixed(0)} MB\n`);
}, everyMs);
const { requests, non2xx, errors } = await autocannon({
  url: side.url,
  connections,
  duration: Math.ceil(settings.minutes * 60),
  requests: [requestOf('unique')],
});
clearInterval(sampling);
await side.stop();
await field.stop();

if (non2xx + errors > 0) process.exitCode = 1;

/** Megabytes a minute by which a line through the samples rises. */
function slope(of: readonly Sample[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [minute, mb] = [mean(of.map((one) => one.minute)), mean(of.map((one) => one.mb))];
  const spread = of.reduce((sum, one) => sum + (one.minute - minute) ** 2, 0);
  return of.reduce((sum, one) => sum + (one.minute - minute) * (one.mb - mb), 0) / spread;
}

// What a process takes until its heap has found its size says nothing of growth.
const later = samples.filter(({ minute }) => minute >= Math.min(1, settings.minutes / 3));
const sorted = later.map(({ mb }) => mb).toSorted((a, b) => a - b);
console.log(`${requests.total} requests, ${requests.average.toFixed(0)} a second; ${non2xx + errors} failed. ${cores.said}`);
if (sorted.length < 3)
  console.log('Too few samples of memory: either too short a run, or the system tells it of no other process.');
else
  console.table([
    {
      'at start, MB': samples[0]!.mb.toFixed(0),
      'min, MB': sorted[0]!.toFixed(0),
      'median, MB': sorted[Math.floor(sorted.length / 2)]!.toFixed(0),
      'max, MB': sorted.at(-1)!.toFixed(0),
      'last, MB': later.at(-1)!.mb.toFixed(0),
      'slope, MB a minute': slope(later).toFixed(1),
      'under 300 MB': sorted.at(-1)! < 300 ? 'yes' : 'no',
    },
  ]);
