import { setTimeout as sleep } from 'node:timers/promises';
import { ask } from './gateways/agree.js';
import { takeCores } from './gateways/cores.js';
import { hardQuestions } from './gateways/crossroads.js';
import { startField } from './gateways/field.js';
import { loadSettings } from './gateways/settings.js';
import type { Side } from './gateways/sides.js';
import { share, withGateway, type Place, type Stretch } from './gateways/stretch.js';
import { coldQuestion } from './gateways/workloads.js';

// How long one caller's new operation keeps the others waiting. Somebody asks `small` a hundred times a second; meanwhile operations come
// that no plan store knows, one after the other, and then small questions that are hard to plan. The targets: the event loop is never held
// for more than 20 ms, and what is hard to plan is planned or refused within 250 ms.
const giveUpMs = 20_000;
const settings = loadSettings(process.env);
const cores = takeCores(settings.pinned);
const field = await startField('shop and crossroads');

const rowOf = (meanwhile: string, { took, stalls, waits, failed }: Stretch) => ({
  meanwhile,
  'each, p50': share(took, 0.5),
  'each, max': share(took, 1),
  'stall, first': share(stalls.slice(0, 1), 1),
  'stall, p50': share(stalls, 0.5),
  'stall, p95': share(stalls, 0.95),
  'stall, max': share(stalls, 1),
  'over 20 ms': stalls.filter((ms) => ms > 20).length,
  'small, p50': share(waits, 0.5),
  'small, p99': share(waits, 0.99),
  'small, max': share(waits, 1),
  'small, failed': failed,
});

async function coldRows({ side, stretch }: Place) {
  const question = (number: number) => ask(side.url, coldQuestion(number));
  return [
    rowOf('nothing', await stretch(settings.documents, () => sleep(20))),
    rowOf('cold', await stretch(settings.documents, question)),
    rowOf('warm', await stretch(settings.documents, question)),
  ];
}

/** What a gateway makes of a question: how it answered, or that it did not. */
async function outcomeOf(side: Side, query: string): Promise<string> {
  try {
    const response = await fetch(side.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
      signal: AbortSignal.timeout(giveUpMs),
    });
    const { errors } = (await response.json()) as { errors?: readonly { extensions?: { code?: string } }[] };
    return errors ? `${response.status} ${errors[0]?.extensions?.code ?? 'with errors'}` : `${response.status}, answered`;
  } catch {
    return side.alive() ? `no answer in ${giveUpMs / 1_000} s` : 'the gateway went down';
  }
}

async function hardRows(name: string, query: string, { side, stretch }: Place) {
  const rows: Record<string, unknown>[] = [];
  for (const time of ['first', 'again', 'third']) {
    let outcome = '';
    const found = await stretch(1, async () => {
      outcome = await outcomeOf(side, query);
    });
    rows.push({
      question: `${name}, ${time}`,
      outcome,
      'took ms': share(found.took, 1),
      'longest stall ms': share(found.stalls, 1),
      'small, p50 ms': share(found.waits, 0.5),
      'small, max ms': share(found.waits, 1),
      'small, failed': found.failed,
    });
    if (!side.alive() || outcome.startsWith('no answer')) break;
  }
  return rows;
}

console.log(`${cores.said} A heap of 1 GB at most.`);
console.log(
  `${settings.documents} operations like "public", each cold and then warm. ms; target: no stall over 20. A timer itself takes 1.`,
);
console.table(await withGateway(field, { cores, settings }, coldRows));

const hard: Record<string, unknown>[] = [];
for (const [name, query] of Object.entries(hardQuestions))
  hard.push(...(await withGateway(field, { cores, settings }, (place) => hardRows(name, query, place))));
console.log('Questions made to be hard to plan, each to a gateway just started. Target: planned or refused within 250 ms.');
console.table(hard);
await field.stop();
