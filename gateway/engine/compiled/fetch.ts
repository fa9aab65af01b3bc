import type { FetchNode } from '@apollo/query-planner';
import type { SubgraphAnswer, SubgraphCall } from '../engine.js';
import { isPlaceless, keysAsked, maxPlaces } from '../place-errors.js';
import { Batch } from './batch.js';
import type { Fault } from './faults.js';
import { isObject, type Json } from './json.js';
import { jointsAt, type Joints, type Merge } from './merge.js';
import { objectsAt, placesAt, type Path } from './positions.js';
import { compileRepresentation } from './representation.js';
import type { PlainRequires } from './requires.js';
import { compileRewrites } from './rewrites.js';
import { send, type Outlet, type Run, type Step } from './run.js';
import type { Meets } from './types.js';

/** What the fetches of one plan have in common. */
export interface FetchScope {
  readonly meets: Meets;
  readonly merge: Merge;
  readonly joints: Joints;
  readonly plain: PlainRequires;
  readonly callFor: (service: string) => SubgraphCall;
  readonly variableOf: (name: string) => string;
}

/** Objects, each with the index of the entity it is to get. */
interface Seat {
  readonly object: Json;
  readonly index: number;
}

type SubgraphError = NonNullable<Awaited<ReturnType<SubgraphCall>>['errors']>[number];

export function compileFetch(node: FetchNode, path: Path, scope: FetchScope): Step {
  if (node.contextRewrites?.length) throw new Error('The plan sets arguments from a context, which is not supported.');
  return node.requires ? compileEntityFetch(node, path, scope) : compileRootFetch(node, path, scope);
}

const outletOf = ({ serviceName, operation, operationName }: FetchNode, { callFor }: FetchScope): Outlet => ({
  service: serviceName,
  call: callFor(serviceName),
  query: operation,
  operationName,
});

function variablesFor({ variableUsages = [] }: FetchNode, { variableOf }: FetchScope) {
  const names = variableUsages.map((name) => [name, variableOf(name)] as const);
  return ({ variables }: Pick<Run, 'variables'>): Json => {
    const used: Json = {};
    for (const [name, from] of names) if (Object.hasOwn(variables, from)) used[name] = variables[from];
    return used;
  };
}

function compileRootFetch(node: FetchNode, path: Path, scope: FetchScope): Step {
  const { outlet, variables, take } = compileRoot(node, path, scope);
  return async (run) => {
    if (objectsAt(run.data, path).length === 0) return;
    take(run, await send(run, outlet, variables(run)));
  };
}

/** What a fetch of no entities asks, with which variables, and what becomes of an answer to it. */
export function compileRoot(node: FetchNode, path: Path, scope: FetchScope) {
  const outlet = outletOf(node, scope);
  const rewrite = compileRewrites(node.outputRewrites, scope.meets);
  const joints = jointsAt(scope.joints, path);
  const take = (run: Run, { data: answered, errors }: SubgraphAnswer): void => {
    const data = rewrite ? rewrite(answered) : answered;
    if (isObject(data)) for (const object of objectsAt(run.data, path)) scope.merge(object, data, joints);
    if (!errors?.length) return;
    const places = [...placesAt(run.data, path).values()];
    run.faults.push(...errors.flatMap((error) => rootFaults(error, places, outlet)));
  };
  return { outlet, variables: variablesFor(node, scope), take };
}

function rootFaults(error: SubgraphError, places: readonly Path[], { query }: Outlet): Fault[] {
  const below = isPlaceless(error) ? keysAsked(query, false).map((key) => [key]) : [error.path!];
  return places.flatMap((place) => below.map((path) => faultOf(error, [[...place, ...path]])));
}

function compileEntityFetch(node: FetchNode, path: Path, scope: FetchScope): Step {
  const outlet = outletOf(node, scope);
  const variables = variablesFor(node, scope);
  const represent = compileRepresentation(node, scope);
  const rewrite = compileRewrites(node.outputRewrites, scope.meets);
  const joints = jointsAt(scope.joints, path);
  const name = selectionName(node);
  const batchFor = (run: Run) => {
    const gathering = run.batches.get(name);
    if (gathering) return gathering;
    const batch = new Batch(run, outlet, variables(run), () => void run.batches.delete(name));
    run.batches.set(name, batch);
    return batch;
  };
  return async (run) => {
    const seats: Seat[] = [];
    let batch: Batch | null = null;
    for (const object of objectsAt(run.data, path)) {
      const representation = represent(object);
      if (representation) seats.push({ object, index: (batch ??= batchFor(run)).add(representation) });
    }
    if (!batch) return;
    const [{ errors }, entities] = await batch.answer;
    for (const { object, index } of seats) {
      const entity = rewrite ? rewrite(entities[index]) : entities[index];
      if (isObject(entity)) scope.merge(object, entity, joints);
    }
    if (!errors?.length) return;
    const places = placesAt(run.data, path);
    const asked = keysAsked(outlet.query, true);
    run.faults.push(...errors.flatMap((error) => entityFaults(error, seats, places, asked)));
  };
}

/** Fetches of one name ask the same of whatever entities they are given. */
const selectionName = ({ serviceName, operation, inputRewrites, outputRewrites }: FetchNode) =>
  JSON.stringify([serviceName, operation.replace(/^query \w+/, 'query'), inputRewrites ?? [], outputRewrites ?? []]);

function entityFaults(
  error: SubgraphError,
  seats: readonly Seat[],
  places: ReadonlyMap<Json, Path>,
  asked: readonly string[],
): Fault[] {
  const [root, at, ...rest] = error.path ?? [];
  const placeless = root !== '_entities' || typeof at !== 'number';
  const concerned = placeless ? seats.slice(0, maxPlaces) : seats.filter(({ index }) => index === at);
  // An error at an entity as a whole is one at each field that was asked of it.
  const below = placeless || rest.length === 0 ? asked.map((key) => [key]) : [rest];
  return concerned.flatMap(({ object }) => {
    const place = places.get(object);
    return place
      ? [
          faultOf(
            error,
            below.map((path) => [...place, ...path]),
          ),
        ]
      : [];
  });
}

const faultOf = ({ message, extensions = {} }: SubgraphError, paths: readonly Path[]): Fault => ({ message, extensions, paths });
