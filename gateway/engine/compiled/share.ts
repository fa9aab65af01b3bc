import type { Caller } from '../../../auth/caller.js';
import type { SubgraphAnswer, SubgraphCall } from '../engine.js';

/** A request on its way, and those who wait for it. */
interface Flight {
  readonly answer: Promise<SubgraphAnswer>;
  join(signal: AbortSignal): void;
}

type Context = Parameters<SubgraphCall>[1];

/**
 * Asks a subgraph once for what is wanted of it several times at the same moment, in the same words. Where nobody signs in, whoever wants
 * it; else within one request only: a subgraph may record who asked, and by the id of which request. A change is always asked for by
 * itself, and nobody who asks after it joins what was asked before.
 */
export function sharing(call: SubgraphCall): SubgraphCall {
  /** By who asks, then by what. */
  const flights = new Map<string, Map<string, Flight>>();
  return async (request, context) => {
    if (request.query.startsWith('mutation')) {
      flights.clear();
      return call(request, context);
    }
    const asker = askerOf(context);
    const asked = flights.get(asker) ?? new Map<string, Flight>();
    flights.set(asker, asked);
    const name = request.text ?? JSON.stringify(request);
    const land = (landing: Flight) => {
      if (asked.get(name) === landing) asked.delete(name);
      if (asked.size === 0 && flights.get(asker) === asked) flights.delete(asker);
    };
    const known = asked.get(name);
    const flight = known ?? takeOff(call, request, context, land);
    if (!known) asked.set(name, flight);
    flight.join(context.signal);
    return flight.answer;
  };
}

/** Given up only when everybody who waits has given up. */
function takeOff(
  call: SubgraphCall,
  request: Parameters<SubgraphCall>[0],
  context: Context,
  land: (flight: Flight) => void,
): Flight {
  const everybody = new AbortController();
  let joined = 0;
  let waiting = 0;
  const leave = () => {
    if (--waiting > 0) return;
    land(flight);
    everybody.abort();
  };
  // From the moment it lands nobody joins: whether it is shared is known then.
  const landed = ({ unshared, ...answer }: SubgraphAnswer): SubgraphAnswer => {
    land(flight);
    return joined === 1 && unshared ? { ...answer, unshared } : answer;
  };
  const lost = (error: unknown) => {
    land(flight);
    throw error;
  };
  const flight: Flight = {
    answer: call(request, { ...context, signal: everybody.signal }).then(landed, lost),
    join(signal) {
      joined++;
      waiting++;
      signal.addEventListener('abort', leave, { once: true });
    },
  };
  return flight;
}

const numbers = new WeakMap<Caller, number>();
let callers = 0;

/** Who asks, and for how old an answer at most, as far as it matters to a subgraph. */
function askerOf({ caller, requestId = '', maxAgeSeconds }: Context): string {
  const age = maxAgeSeconds === undefined ? '' : String(maxAgeSeconds);
  if (!caller) return age;
  const number = numbers.get(caller) ?? ++callers;
  numbers.set(caller, number);
  return `${number} ${age} ${requestId}`;
}
