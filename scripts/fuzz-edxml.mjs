// npm run fuzz:edxml [-- --seconds 60] [--seed N]: reads changed and invented edXML until the time is over. What it finds is an error that
// is not of ours, an input that takes too long, memory that is not given back, or an entity that was expanded; it is saved, and the exit is 1.
/* oxlint-disable unicorn/require-post-message-target-origin -- threads have no origin. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

register();
const tests = (name) => new URL(`../tests/edxml/${name}.ts`, import.meta.url).href;
const heapMb = 256;
const slowMs = 1_000;
const hangsMs = 20_000;
const growthMb = 16;
const unasked = () => undefined;

if (isMainThread) await main();
else await serve();

async function main() {
  const { values } = parseArgs({ options: { seconds: { type: 'string', default: '60' }, seed: { type: 'string' } } });
  const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
  const [{ bytesOf, fileNames }, { inputsFrom }] = [await import(tests('corpus')), await import(tests('mutations'))];
  console.log(`edXML fuzzer: seed ${seed}, ${values.seconds} s`);
  const until = performance.now() + Number(values.seconds) * 1_000;
  const reader = startReader();
  const tally = { inputs: 0, read: 0, refused: 0, slowestMs: 0 };
  const heaps = [];
  for (const input of inputsFrom(fileNames.map(bytesOf), seed)) {
    const found = await fault(reader, input, tally);
    if (found) fail(found, input, seed, tally);
    if (++tally.inputs % 2_000 === 0) heaps.push((await reader.ask({ heap: true })).heapMb);
    if (performance.now() > until) break;
  }
  await reader.end();
  // The first measures are of a reader that still warms up.
  const [from, to] = [heaps[2], heaps.at(-1)];
  if (heaps.length > 5 && to - from > growthMb) fail(`memory grew from ${from} to ${to} MB`, Buffer.alloc(0), seed, tally);
  console.log(
    `${JSON.stringify(tally)}, heap ${heaps
      .map((mb) => mb.toFixed(0))
      .filter((_, at) => at % 5 === 0)
      .join(' ')} MB: nothing found`,
  );
}

/** What is wrong with how `input` is read; null for nothing. Time is the least of three, for a machine that does other things as well. */
async function fault(reader, input, tally) {
  const first = await reader.ask({ input });
  if (first.fault) return first.fault;
  tally[first.read ? 'read' : 'refused']++;
  let ms = first.ms;
  for (let again = 0; ms > slowMs && again < 2; again++) ms = Math.min(ms, (await reader.ask({ input })).ms ?? 0);
  tally.slowestMs = Math.max(tally.slowestMs, Math.round(ms));
  return ms > slowMs ? `took ${Math.round(ms)} ms for ${input.length} bytes` : null;
}

function fail(what, input, seed, tally) {
  const file = join(mkdtempSync(join(tmpdir(), 'fuzz-edxml-')), 'input.edxml');
  writeFileSync(file, input);
  console.error(`Found after ${tally.inputs} inputs of seed ${seed}: ${what}\nSaved: ${file}`);
  process.exit(1);
}

/** A reader in a thread of its own, with a heap of its own: it is told one thing at a time, and ended where it does not answer. */
function startReader() {
  const worker = new Worker(new URL(import.meta.url), { resourceLimits: { maxOldGenerationSizeMb: heapMb } });
  let answer = unasked;
  worker.on('message', (message) => answer(message));
  worker.on('error', (error) => answer({ fault: `the reader ended: ${error.code ?? error.name}` }));
  return {
    ask: (message) =>
      new Promise((resolve) => {
        const late = setTimeout(() => resolve({ fault: `no answer within ${hangsMs} ms` }), hangsMs);
        answer = (told) => {
          clearTimeout(late);
          resolve(told);
        };
        worker.postMessage(message);
      }),
    end: () => worker.terminate(),
  };
}

async function serve() {
  setFlagsFromString('--expose-gc');
  const gc = runInNewContext('gc');
  const [{ readers }, { canary }] = [await import(tests('corpus')), await import(tests('mutations'))];
  const { HubError } = await import(new URL('../core/errors.ts', import.meta.url).href);
  parentPort.on('message', ({ input, heap }) => {
    if (heap) {
      gc();
      return parentPort.postMessage({ heapMb: process.memoryUsage().heapUsed / 2 ** 20 });
    }
    const began = performance.now();
    const outcomes = Object.values(readers).map((read) => outcomeOf(() => read(Buffer.from(input)), HubError));
    const ms = performance.now() - began;
    const text = JSON.stringify(outcomes.map(({ value }) => value ?? null));
    const strange = outcomes.find(({ strange: one }) => one)?.strange;
    if (strange) return parentPort.postMessage({ fault: `threw ${strange}` });
    if (text.includes(canary)) return parentPort.postMessage({ fault: 'expanded an entity' });
    if (/\\ud[89a-f]/.test(text)) return parentPort.postMessage({ fault: 'gave half a character' });
    return parentPort.postMessage({ ms, read: outcomes.some(({ value }) => value) });
  });
}

function outcomeOf(read, HubError) {
  try {
    return { value: read() };
  } catch (error) {
    if (error instanceof HubError && error.code === 'SOURCE_BAD_DATA') return {};
    return { strange: String(error?.stack ?? error) };
  }
}
