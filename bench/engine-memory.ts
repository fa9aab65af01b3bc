import { takeCores } from './gateways/cores.js';
import { startField } from './gateways/field.js';
import { loadSettings } from './gateways/settings.js';
import { startSide } from './gateways/sides.js';
import { coldQuestion, type Question } from './gateways/workloads.js';

// Resident memory of our gateway while documents come of which none was asked before: most of them small, one in a hundred as large as
// `public`, one in ten wrong. Whatever keeps something for a document must let go of it again.
// BENCH_DISTINCT: how many, 100,000 unless told.
const documents = Number(process.env['BENCH_DISTINCT'] ?? 100_000);
const samples = 20;
const clients = 16;

const small = (number: number): Question => ({
  query: `query Small${number}($id: ID!) { user(id: $id) { a${number}: id name } }`,
  variables: { id: '1' },
});
const wrong = (number: number): Question => ({ query: `{ users { nothing${number} } }` });
const questionOf = (number: number): Question => {
  if (number % 100 === 0) return coldQuestion(number);
  return number % 10 === 5 ? wrong(number) : small(number);
};

const settings = loadSettings(process.env);
const cores = takeCores(settings.pinned);
const field = await startField('shop');
const side = await startSide('ours', field, { cores, settings });
const headers = { 'content-type': 'application/json' };
const statuses = new Map<number, number>();
let asked = 0;

const ask = async (number: number): Promise<void> => {
  const body = JSON.stringify(questionOf(number));
  const answer = await fetch(side.url, { method: 'POST', headers, body });
  await answer.text();
  statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
};
const askUntil = async (count: number): Promise<void> => {
  for (let number = asked++; number < count; number = asked++) await ask(number);
  asked--;
};

const mb: number[] = [];
const began = performance.now();
for (let sample = 0; sample <= samples; sample++) {
  const count = Math.round((documents * sample) / samples);
  await Promise.all(Array.from({ length: clients }, () => askUntil(count)));
  mb.push(side.memoryMb() ?? Number.NaN);
  const seconds = Math.round((performance.now() - began) / 1_000);
  console.log(`${String(asked).padStart(7)} documents, ${String(seconds).padStart(5)} s: ${mb.at(-1)!.toFixed(0)} MB`);
}
await side.stop();
await field.stop();

const half = mb.slice(samples / 2);
console.log(
  `Highest ${Math.max(...mb).toFixed(0)} MB; over the second half from ${half[0]!.toFixed(0)} to ${half.at(-1)!.toFixed(0)} MB.`,
);
console.log(`Answers by status: ${[...statuses].map(([status, count]) => `${status}: ${count}`).join(', ')}. ${cores.said}`);
