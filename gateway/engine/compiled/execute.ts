import type { EngineRequest } from '../engine.js';
import type { Fetched } from '../../writing/fetched.js';
import { typenameOf } from '../../writing/json.js';
import type { Selection } from '../../writing/selection.js';
import { errorsFor } from './faults.js';
import type { Operation } from './operation.js';
import { Copies } from './merge.js';
import { expiryOf, type Run, type Step } from './run.js';

/** What is run again and again for one operation. */
export interface Runnable {
  readonly step: Step;
  readonly isClients: Operation['isClients'];
  readonly selectionFor: (variables: EngineRequest['variables']) => Selection;
}

/** Runs a plan once. What goes wrong is among the errors, at the places of the answer it concerns. */
export async function execute({ step, isClients, selectionFor }: Runnable, request: EngineRequest): Promise<Fetched> {
  const { variables, caller, signal, requestId, deadline, onCall } = request;
  const run: Run = {
    data: {},
    faults: [],
    batches: new Map(),
    copies: new Copies(),
    variables,
    caller,
    signal,
    requestId,
    deadline,
    onCall,
    expiry: expiryOf(signal),
  };
  await step(run);
  const selection = selectionFor(variables);
  const errors = run.faults.length > 0 ? errorsFor(run.faults, run.data, { selection, isClients }) : [];
  return { data: run.data, errors, selection, typenameOf, repeated: run.copies.repeated };
}
