import type { EngineRequest } from '../engine.js';
import { nothingRepeated, type Fetched, type FetchedInParts } from '../../writing/fetched.js';
import { typenameOf } from '../../writing/json.js';
import type { Selection } from '../../writing/selection.js';
import { errorsFor, type Fault } from './faults.js';
import { LaterParts } from './later.js';
import type { Operation } from './operation.js';
import { Copies } from './merge.js';
import { expiryOf, type Run, type Step } from './run.js';

/** What is run again and again for one operation. */
export interface Runnable {
  readonly step: Step;
  readonly isClients: Operation['isClients'];
  readonly selectionFor: (variables: EngineRequest['variables']) => Selection;
  /** The same with all parts of the answer in one. */
  readonly wholeFor: (variables: EngineRequest['variables']) => Selection;
}

/** Runs a plan once. What goes wrong is among the errors, at the places of the answer it concerns. */
export async function execute({ step, isClients, selectionFor }: Runnable, request: EngineRequest): Promise<Fetched> {
  const run = runFor(request);
  await step(run);
  const selection = selectionFor(request.variables);
  const errors = run.faults.length > 0 ? errorsFor(run.faults, run.data, { selection, isClients }) : [];
  return { data: run.data, errors, selection, typenameOf, repeated: run.copies.repeated };
}

/** The same, done with once the first part of the answer can be given. */
export async function executeInParts(runnable: Runnable, request: EngineRequest): Promise<FetchedInParts> {
  const later = new LaterParts();
  const run: Run = { ...runFor(request), later };
  await runnable.step(run);
  const selection = runnable.wholeFor(request.variables);
  const errorsOf = (faults: readonly Fault[]) => errorsFor(faults, run.data, { selection, isClients: runnable.isClients });
  let known: readonly Fault[] = run.faults;
  return {
    data: run.data,
    errors: errorsOf(known),
    selection: runnable.selectionFor(request.variables),
    typenameOf,
    repeated: nothingRepeated,
    async part(label) {
      const faults = await later.part(label);
      const others = known;
      known = [...known, ...faults];
      return { own: errorsOf(faults), others: errorsOf(others) };
    },
  };
}

function runFor({ variables, caller, signal, requestId, deadline, maxAgeSeconds, onCall }: EngineRequest): Run {
  return {
    data: {},
    faults: [],
    batches: new Map(),
    copies: new Copies(),
    variables,
    caller,
    signal,
    requestId,
    deadline,
    maxAgeSeconds,
    onCall,
    expiry: expiryOf(signal),
  };
}
