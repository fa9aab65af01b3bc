import 'reflect-metadata';
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';
import { withPurpose, type Caller } from '../auth/caller.js';
import { personas } from '../auth/issuer/personas.js';
import type { Purpose } from '../auth/purposes.js';
import { silentLog } from '../core/log.js';
import type { SubgraphCall } from '../gateway/engine/engine.js';
import { buildGateway } from '../gateway/server.js';
import { callInMemory } from '../gateway/subgraph-call/memory.js';
import { composeSupergraph } from '../gateway/supergraph/compose.js';
import { splitSupergraph } from '../gateway/supergraph/split.js';
import { startSandboxProcess } from '../hub/sandbox-process.js';
import { startSubgraphs } from '../hub/subgraphs.js';
import { operation, purposeOf, variablesOf } from '../tests/hub/running-hub.js';
import { callerAs, median } from './caller.js';

// What rights cost. First the view of the schema for a new set of rights, in processes that have built none before. Then what they add to
// a warm request: the same questions go in turns to two gateways, one with the rules and one over the same supergraph without any, and
// the difference is held against the whole request through the hub. Nobody is refused anything in these questions, so both gateways
// fetch the same; and what the subgraphs say was written down before, so that no source's haste or delay is taken for the gateway's.
const processes = Number(process.env['BENCH_PROCESSES'] ?? 5);
const rounds = Number(process.env['BENCH_ROUNDS'] ?? 400);
const questions = [
  { name: 'CityOverview', persona: 'ioc' },
  { name: 'DossierList', persona: 'officer' },
  { name: 'DossierList', persona: 'auditor' },
] as const;

interface ColdView {
  readonly first: number;
  readonly later: readonly number[];
  readonly types: number;
}

const coldView = (persona: string) =>
  new Promise<ColdView>((resolve, reject) => {
    const child = fork(fileURLToPath(new URL('cold-view.ts', import.meta.url)), [persona], { execArgv: ['--import', 'tsx'] });
    child.once('message', (figures: ColdView) => resolve(figures));
    child.once('exit', (code) => reject(new Error(`The process ended without a figure (exit ${code}).`)));
  });

async function viewRow(persona: string) {
  const runs: ColdView[] = [];
  for (let at = 0; at < processes; at++) runs.push(await coldView(persona));
  const first = runs.map((run) => run.first);
  return {
    persona,
    types: runs[0]!.types,
    'first, median ms': median(first).toFixed(1),
    'first, max ms': Math.max(...first).toFixed(1),
    'later, median ms': median(runs.flatMap(({ later }) => later)).toFixed(1),
  };
}

type CallFor = (name: string) => SubgraphCall;

/** Subgraphs that say again what those of `live` said to the same question when `caller` first asked it. */
function remembered(live: CallFor, caller: Caller): CallFor {
  const answers = new Map<string, string>();
  return (name) => async (request, context) => {
    const key = `${name} ${request.query} ${JSON.stringify(request.variables)}`;
    if (!answers.has(key)) answers.set(key, JSON.stringify(await live(name)(request, { ...context, caller })));
    return JSON.parse(answers.get(key)!) as Awaited<ReturnType<SubgraphCall>>;
  };
}

type Ask = () => Promise<number>;

function asker(gateway: FastifyInstance, { name, persona }: (typeof questions)[number]): Ask {
  const headers = { authorization: 'Bearer bench', ...purposeOf(persona) };
  const payload = { query: operation(name), variables: variablesOf(name) };
  return async () => {
    const began = performance.now();
    const { statusCode, body } = await gateway.inject({ method: 'POST', url: '/graphql', headers, payload });
    const ms = performance.now() - began;
    if (statusCode !== 200 || body.includes('"errors"')) throw new Error(`${name} was not answered in full to ${persona}`);
    return ms;
  };
}

/** How long the two take, asked one after the other, each as often first as second. */
async function inTurns(ruled: Ask, bare: Ask) {
  const pairs: { readonly ruled: number; readonly bare: number }[] = [];
  for (let at = 0; at < rounds / 2; at++) {
    pairs.push({ ruled: await ruled(), bare: await bare() });
    const before = await bare();
    pairs.push({ ruled: await ruled(), bare: before });
  }
  return pairs;
}

async function filterRow(question: (typeof questions)[number], supergraphSdl: string, live: CallFor) {
  const caller = callerAs(question.persona);
  const purpose = (purposeOf(question.persona)['x-purpose'] ?? null) as Purpose | null;
  const again = remembered(live, purpose ? withPurpose(caller, purpose) : caller);
  const verifier = { verify: async () => caller };
  const gateways = await Promise.all([
    buildGateway({ supergraphSdl, verifier, callFor: again }),
    buildGateway({ supergraphSdl: splitSupergraph(supergraphSdl).executableSdl, verifier: null, callFor: again }),
    buildGateway({ supergraphSdl, verifier, callFor: live }),
  ]);
  const [ruled, bare, whole] = gateways.map((gateway) => asker(gateway, question)) as [Ask, Ask, Ask];
  for (const ask of [ruled, bare, whole]) for (let at = 0; at < rounds / 3; at++) await ask();
  const pairs = await inTurns(ruled, bare);
  const requests: number[] = [];
  for (let at = 0; at < rounds / 4; at++) requests.push(await whole());
  for (const gateway of gateways) await gateway.close();
  const cost = median(pairs.map((pair) => pair.ruled - pair.bare));
  const request = median(requests);
  return {
    operation: question.name,
    persona: question.persona,
    'with rules, ms': median(pairs.map((pair) => pair.ruled)).toFixed(2),
    'without, ms': median(pairs.map((pair) => pair.bare)).toFixed(2),
    'difference, ms': cost.toFixed(2),
    'whole request, ms': request.toFixed(1),
    share: `${((100 * cost) / request).toFixed(1)} %`,
  };
}

const viewRows: Awaited<ReturnType<typeof viewRow>>[] = [];
for (const persona of Object.keys(personas)) viewRows.push(await viewRow(persona));
console.log(`The view of a new set of rights, target 50 ms; first of ${processes} processes, later of 50 more in each:`);
console.table(viewRows);

const sandbox = await startSandboxProcess({ scale: 1, latencyMs: 0, movesEveryMs: 0 });
const subgraphs = await startSubgraphs(sandbox.sources, silentLog);
const calls = new Map(subgraphs.map(({ name, call }) => [name, callInMemory(name, call)]));
const supergraphSdl = composeSupergraph(subgraphs);
const filterRows: Awaited<ReturnType<typeof filterRow>>[] = [];
for (const question of questions) filterRows.push(await filterRow(question, supergraphSdl, (name) => calls.get(name)!));
console.log(`What rules add to a warm request, target 5 % of CityOverview; medians of ${rounds} pairs:`);
console.table(filterRows);
for (const { app } of subgraphs) await app.close();
await sandbox.stop();
