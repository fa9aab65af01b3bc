// A planner in its thread: one operation after the other, one answer to each. In plain JavaScript, for a loader for TypeScript would cost
// each thread a quarter of a second and 25 MB. The messages are those of messages.ts.
import { readlinkSync } from 'node:fs';
import { basename } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { parseOperation, ROUTER_SUPPORTED_SUPERGRAPH_FEATURES, Supergraph } from '@apollo/federation-internals';
import { QueryPlanner } from '@apollo/query-planner';
import { printSchema } from 'graphql';

const say = (message) => parentPort.postMessage(message, []);
/** What the planner says when it has more ways to ask for one field than `pathsLimit`. */
const tooManyWays = /^Too many options generated/;
const told = (error) => {
  const message = error instanceof Error ? error.message : String(error);
  return { kind: 'failed', message, tooCostly: tooManyWays.test(message) };
};

try {
  const { supergraphSdl, limits, defer } = workerData;
  const supergraph = Supergraph.build(supergraphSdl, { supportedFeatures: ROUTER_SUPPORTED_SUPERGRAPH_FEATURES });
  const api = supergraph.apiSchema({ includeDefer: defer });
  const subgraphs = supergraph.subgraphsMetadata().map(({ name, url }) => ({ name, url }));
  const apiSdl = printSchema(api.toGraphQLJSSchema({ includeDefer: defer }));
  const planner = new QueryPlanner(supergraph, { debug: limits, incrementalDelivery: { enableDefer: defer } });
  parentPort.on('message', (work) => say(answer(planner, api, work)));
  say({ kind: 'ready', apiSdl, subgraphs, task: taskOf() });
} catch (error) {
  say(told(error));
}

function answer(planner, api, { text, operationName }) {
  try {
    const operation = parseOperation(api, text, operationName === null ? {} : { operationName });
    return { kind: 'plan', plan: JSON.stringify(planner.buildQueryPlan(operation), withoutDocuments) };
  } catch (error) {
    return told(error);
  }
}

/** The text of a fetch says it all. */
function withoutDocuments(key, value) {
  return key === 'operationDocumentNode' ? undefined : value;
}

/** The number under which Linux tells how long this thread has worked. */
function taskOf() {
  try {
    return basename(readlinkSync('/proc/thread-self'));
  } catch {
    return null;
  }
}
