import type { FetchNode } from '@apollo/query-planner';
import { keysAsked } from '../place-errors.js';
import { Batch, type Sent } from './batch.js';
import { compileContexts } from './contexts.js';
import { compileRepresentations } from './representations.js';
import type { FetchScope } from './fetch.js';
import { isObject, typenameOf, type Json } from '../../writing/json.js';
import { jointAt } from './joints.js';
import { objectsAt, placesAt, type Path } from './positions.js';
import type { Represent } from './representation.js';
import { compileRewrites } from './rewrites.js';
import type { Recall } from './reuse.js';
import type { Outlet, Run, Step } from './run.js';
import { badData, entityKeysDue, isMissing } from './silence.js';
import { doublesIn, noDoubles } from './sameness.js';
import { entityFaults, type Seats } from './subgraph-faults.js';
import { compileUnasked } from './unasked.js';

export interface EntityScope extends FetchScope {
  readonly outlet: Outlet;
  readonly variables: (run: Run) => Json;
}

/** Asks of the objects at a path what nobody has told of them yet. */
export function compileEntityFetch(node: FetchNode, path: Path, scope: EntityScope): Step {
  const representIn = compileRepresentations(node, scope);
  const recallIn = scope.reuse.recallFor(node, representIn);
  const take = takeEntities(node, path, scope);
  const name = selectionName(node);
  const batchIn = (run: Run, given?: Json): Batch => {
    const named = given ? `${name} ${JSON.stringify(given)}` : name;
    const gathering = run.batches.get(named);
    if (gathering) return gathering;
    const batch = new Batch(run, scope.outlet, { ...scope.variables(run), ...given }, () => void run.batches.delete(named));
    run.batches.set(named, batch);
    return batch;
  };
  const askOf = async (run: Run, objects: readonly Json[], given?: Json): Promise<void> => {
    const represent = representIn(run);
    const { telling } = represent;
    const seats: Seats = { objects: [], indexes: [] };
    let batch: Batch | null = null;
    for (const object of objects) {
      const representation = represent(object);
      if (representation === null) continue;
      seats.objects.push(object);
      seats.indexes.push((batch ??= batchIn(run, given)).add(representation, telling && object[telling]));
    }
    if (batch) take(run, seats, await batch.answer);
  };
  const joints = jointAt(scope.joints, path);
  const remember = (run: Run, object: Json, told: Json) =>
    scope.merge(object, told, joints, { doubles: doublesIn(told, joints), copies: run.copies });
  const contextsOf = compileContexts(node, path, scope.meets);
  const askInContexts = async (run: Run, objects: readonly Json[]) => {
    await Promise.all(contextsOf!(run, objects).map((context) => askOf(run, context.objects, context.variables)));
  };
  const askAlone = recallIn ? askUnlessTold({ representIn, recallIn, remember, askOf, name }) : askOf;
  const ask = contextsOf ? askInContexts : (run: Run, objects: readonly Json[]) => askAlone(run, objects);
  const tellUnasked = compileUnasked(node, path, scope.meets);
  return (run) => {
    const objects = objectsAt(run.data, path, run.copies);
    if (run.faults.length > 0) tellUnasked(run, objects, representIn(run));
    const answered = ask(run, objects);
    scope.reuse.fly(run, node, answered);
    return answered;
  };
}

interface Asking {
  readonly representIn: (run: Run) => Represent;
  readonly recallIn: (run: Run) => Recall;
  readonly remember: (run: Run, object: Json, told: Json) => void;
  readonly askOf: (run: Run, objects: readonly Json[]) => Promise<void>;
  readonly name: string;
}

/** What is told already is taken; what is on its way is waited for; of the rest is asked. */
function askUnlessTold({ representIn, recallIn, remember, askOf, name }: Asking) {
  const unknown = (run: Run, objects: readonly Json[], recall: Recall) => {
    const represent = representIn(run);
    return objects.filter((object) => {
      const representation = represent(object);
      const told = representation ? recall.told(representation) : undefined;
      if (told) remember(run, object, told);
      return representation && !told;
    });
  };
  return async (run: Run, objects: readonly Json[]): Promise<void> => {
    const recall = recallIn(run);
    const now: Json[] = [];
    const later: Json[] = [];
    const flights = new Set<Promise<unknown>>();
    for (const object of unknown(run, objects, recall)) {
      // What is being gathered is joined.
      const flight = run.batches.has(name) ? undefined : recall.flight(representIn(run)(object)!);
      (flight ? later : now).push(object);
      if (flight) flights.add(flight);
    }
    const landed = Promise.all(flights).then(() => askOf(run, later.length > 0 ? unknown(run, later, recallIn(run)) : later));
    await askOf(run, now);
    await landed;
  };
}

/** Gives each object the entity that was fetched for it. */
function takeEntities(node: FetchNode, path: Path, scope: FetchScope) {
  const rewrite = compileRewrites(node.outputRewrites, scope.meets);
  const joints = jointAt(scope.joints, path);
  const dueOf = entityKeysDue(node, scope.meets);
  const bad = badData(node.serviceName);
  // That there is none is an answer, too.
  const isWhole = (entity: unknown, object: Json) =>
    isObject(entity) ? dueOf(typenameOf(object)).every((key) => !isMissing(entity, key)) : entity === null;
  return (run: Run, seats: Seats, [{ errors = [] }, entities]: Sent): void => {
    const source = { doubles: rewrite ? noDoubles : doublesIn(entities, joints), copies: run.copies };
    const silent = new Set<number>();
    for (const [seat, object] of seats.objects.entries()) {
      const index = seats.indexes[seat]!;
      const entity = rewrite ? rewrite(entities[index]) : entities[index];
      if (isObject(entity)) scope.merge(object, entity, joints, source);
      if (entities.length > 0 && !isWhole(entity, object)) silent.add(index);
    }
    if (errors.length === 0 && silent.size === 0) return;
    const places = placesAt(run.data, path);
    const asked = keysAsked(node.operation, true);
    const all = [...errors, ...[...silent].map((index) => ({ ...bad, path: ['_entities', index] }))];
    run.faults.push(...all.flatMap((error) => entityFaults(error, seats, places, asked)));
  };
}

/** Fetches of one name ask the same of whatever entities they are given. */
const selectionName = ({ serviceName, operation, inputRewrites, outputRewrites }: FetchNode) =>
  JSON.stringify([serviceName, operation.replace(/^query \w+/, 'query'), inputRewrites ?? [], outputRewrites ?? []]);
