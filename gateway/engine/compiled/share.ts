import type { Caller } from '../../../auth/caller.js';
import type { SubgraphAnswer, SubgraphCall } from '../engine.js';

/** A request on its way, and those who wait for it. */
interface Flight {
  readonly answer: Promise<SubgraphAnswer>;
  join(signal: AbortSignal): void;
}

/**
 * Asks a subgraph once for what several requests want of it at the same moment: in the same words, for the same person, by the same
 * rights, under the same purpose. A change is always asked for by itself, and nobody who asks after it joins what was asked before.
 */
export function sharing(call: SubgraphCall): SubgraphCall {
  const flights = new Map<string, Flight>();
  return async (request, context) => {
    if (request.query.startsWith('mutation')) {
      flights.clear();
      return call(request, context);
    }
    const name = `${callerName(context.caller)} ${JSON.stringify([request.query, request.variables])}`;
    const land = (landing: Flight) => void (flights.get(name) === landing && flights.delete(name));
    const known = flights.get(name);
    const flight = known ?? takeOff(call, request, context.caller, land);
    flight.join(context.signal);
    if (known) return known.answer;
    flights.set(name, flight);
    try {
      return await flight.answer;
    } finally {
      land(flight);
    }
  };
}

/** Given up only when everybody who waits has given up. */
function takeOff(
  call: SubgraphCall,
  request: Parameters<SubgraphCall>[0],
  caller: Caller | null,
  land: (flight: Flight) => void,
): Flight {
  const everybody = new AbortController();
  let waiting = 0;
  const leave = () => {
    if (--waiting > 0) return;
    land(flight);
    everybody.abort();
  };
  const flight: Flight = {
    answer: call(request, { caller, signal: everybody.signal }),
    join(signal) {
      waiting++;
      signal.addEventListener('abort', leave, { once: true });
    },
  };
  return flight;
}

const callerNames = new WeakMap<Caller, string>();

/** All that is known of a caller: any difference makes them another. */
function callerName(caller: Caller | null): string {
  if (!caller) return '';
  const known = callerNames.get(caller);
  if (known) return known;
  const { grants, masked, ...facts } = caller;
  const name = JSON.stringify([facts, [...grants], [...masked]]);
  callerNames.set(caller, name);
  return name;
}
