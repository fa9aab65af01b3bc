import { loadavg } from 'node:os';
import { median } from '../caller.js';
import { assertAgreement } from './agree.js';
import { engine, sideNames, type SideName } from './commands.js';
import { takeCores } from './cores.js';
import { startField } from './field.js';
import { load, type Figures } from './load.js';
import { loadSettings } from './settings.js';
import { startSide, type Side } from './sides.js';
import { workloads, type WorkloadName } from './workloads.js';

// Our gateway beside the stock one, and beside Hive Gateway where HIVE_FOLDER and HIVE_NODE say where to find it: requests a second of
// one process on one core over the four subgraphs of the public federation-gateway benchmark. The gateways are all up and are asked in
// turns, so that what else the machine does meets all of them alike: read the ratios, not the rates. Identical requests of clients are
// never answered as one.
const settings = loadSettings(process.env);
const cores = takeCores(settings.pinned);
const busyBefore = loadavg()[0]!;

type Runs = ReadonlyMap<SideName, Figures[]>;

async function measure(sides: readonly Side[], fetches: () => Promise<number>): Promise<ReadonlyMap<WorkloadName, Runs>> {
  const found = new Map(settings.workloads.map((name) => [name, new Map(sides.map((side) => [side.name, [] as Figures[]]))]));
  for (let round = 1; round <= settings.rounds; round++) {
    for (const name of settings.workloads) {
      for (const side of sides) {
        const figures = await load(name, side.url, { seconds: settings.seconds, fetches });
        found.get(name)!.get(side.name)!.push(figures);
        process.stderr.write(`round ${round}: ${name}, ${side.name}: ${Math.round(figures.requestsPerSecond)} r/s\n`);
      }
      await assertAgreement(name, sides);
    }
  }
  return found;
}

const rate = (runs: readonly Figures[]) => median(runs.map((run) => run.requestsPerSecond));
const against = (ours: number, theirs: number, target: number) => {
  const ratio = ours / theirs;
  if (!Number.isFinite(ratio)) return '–';
  return `${ratio.toFixed(1)} × (${ratio >= target ? 'meets' : 'below'} ${target} ×)`;
};

function rowOf(name: WorkloadName, runs: Runs) {
  const [stock, ours, hive] = sideNames.map((side) => runs.get(side)) as [Figures[], Figures[], Figures[] | undefined];
  const fetches = (of: readonly Figures[]) => median(of.map((run) => run.fetchesPerRequest)).toFixed(1);
  const { targetOverStock, targetOverHive } = workloads[name];
  return {
    workload: name,
    'stock r/s': Math.round(rate(stock)),
    'ours r/s': Math.round(rate(ours)),
    'ours to stock': against(rate(ours), rate(stock), targetOverStock),
    'fetches a request, stock': fetches(stock),
    'fetches, ours': fetches(ours),
    'p50 ms, ours': median(ours.map((run) => run.p50Ms)),
    'p99 ms, ours': median(ours.map((run) => run.p99Ms)),
    ...(hive && {
      'hive r/s': Math.round(rate(hive)),
      'ours to hive': against(rate(ours), rate(hive), targetOverHive),
      'fetches, hive': fetches(hive),
    }),
  };
}

const field = await startField('shop');
const sides: Side[] = [];
for (const name of sideNames)
  if (name !== 'hive' || settings.hiveFolder) sides.push(await startSide(name, field, { cores, settings }));
for (const name of settings.workloads) await assertAgreement(name, sides);
const measured = await measure(sides, () => field.requests());
const memory = sides.map((side) => `${side.name} ${side.memoryMb()?.toFixed(0) ?? '?'} MB`).join(', ');
for (const side of sides) await side.stop();
await field.stop();

console.log(
  `${settings.rounds} rounds of ${settings.seconds} s by 50 connections, medians; ours on the ${engine} engine. ${cores.said}`,
);
if (busyBefore > 1)
  console.log(
    `The machine was busy with something else before (load ${busyBefore.toFixed(1)}): the figures are indications only.`,
  );
console.log(
  `All gave the same data for each workload, samples under load included; no request failed. Memory at the end: ${memory}.`,
);
console.table([...measured].map(([name, runs]) => rowOf(name, runs)));
