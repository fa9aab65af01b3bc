import { readFileSync } from 'node:fs';
import { createViews } from '../gateway/rights/view.js';
import { widestStanding } from '../gateway/rights/standing.js';
import { loadSupergraph } from '../gateway/supergraph/load.js';
import { callerAs } from './caller.js';

// Run by bench/rights.ts, one process for each figure: how long the first view of a schema takes that a gateway builds, and then how
// long the same takes again and again, each time from nothing.
const persona = process.argv[2]!;
const supergraphSdl = readFileSync(new URL('../schema/supergraph.graphql', import.meta.url), 'utf8');
const callFor = () => () => Promise.reject(new Error('nothing is fetched'));
const { engine, charter, viewOf } = await loadSupergraph({ supergraphSdl, callFor, signedIn: true });

const timed = (work: () => unknown): number => {
  const began = performance.now();
  work();
  return performance.now() - began;
};
const caller = callerAs(persona);
const first = timed(() => viewOf(caller));
const later = Array.from({ length: 60 }, () => {
  const views = createViews(charter.schema, charter);
  return timed(() => views(widestStanding(caller).rights));
});
const types = Object.keys(viewOf(caller).schema.getTypeMap()).length;
process.send!({ first, later: later.slice(10), types });
await engine.stop();
