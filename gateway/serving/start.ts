import { randomBytes } from 'node:crypto';
import type { Log } from '../../core/log.js';
import { createAnswerer } from '../answer.js';
import { createMasks } from '../rights/masks.js';
import type { GatewayOptions } from '../server.js';
import { loadSupergraph } from '../supergraph/load.js';
import { trustTexts } from '../trusted-documents.js';
import { openOperationMemory } from './memory.js';
import { serve, type Served, type Service } from './served.js';
import { trustedForms, warm } from './warm.js';

/** Operations that are made ready for a new supergraph before it is served, and for how long that may take. */
const maxFrequent = 200;
const warmWithinMs = 15_000;

export interface Serving extends Served {
  /** Serves another supergraph from now on, without a question lost; rejects, and changes nothing, where that cannot be served. */
  readonly swapSupergraph: (supergraphSdl: string) => Promise<void>;
}

/** Loads the supergraph and serves it; makes ready in the background what will be asked for. */
export async function startServing(options: GatewayOptions, log: Log): Promise<Serving> {
  const make = serviceMaker(options, log);
  const trusted = typeof options.trustedDocuments === 'string' ? [] : (options.trustedDocuments ?? []);
  const operationsFor = ({ loaded }: Service, others: readonly string[]) => [...trustedForms(loaded.charter, trusted), ...others];
  const served = serve(await make(options.supergraphSdl));
  const ending = new AbortController();
  const memory = openOperationMemory(options.operationMemory ?? null, {
    frequent: () => served.current().loaded.engine.plans?.frequent(maxFrequent) ?? [],
    max: maxFrequent,
    log,
  });
  void memory.read().then((texts) => warm(served.current(), operationsFor(served.current(), texts), ending.signal));
  return {
    ...served,
    swapSupergraph: (sdl) =>
      served.swap(async (old) => {
        const next = await make(sdl);
        const texts = operationsFor(next, old.loaded.engine.plans?.frequent(maxFrequent) ?? []);
        await warm(next, texts, AbortSignal.any([ending.signal, AbortSignal.timeout(warmWithinMs)]));
        return next;
      }),
    async stop() {
      ending.abort();
      await memory.close();
      await served.stop();
    },
  };
}

function serviceMaker(options: GatewayOptions, log: Log): (supergraphSdl: string) => Promise<Service> {
  const { trustedDocuments = [], refuseWhole = false, timeoutMs = 10_000, verifier } = options;
  // A pseudonym is the same whatever supergraph it is read from.
  const masks = createMasks(options.pseudonymKey ?? randomBytes(32).toString('base64url'));
  const trusts = trustedDocuments === '*' ? () => true : trustTexts(trustedDocuments);
  return async (supergraphSdl) => {
    const loaded = await loadSupergraph({ ...options, supergraphSdl, signedIn: verifier !== null });
    const answerer = createAnswerer(loaded.engine, {
      charter: loaded.charter,
      viewOf: loaded.viewOf,
      trusts,
      // Who signs in at the same client of the same realm works together.
      masksFor: (caller) => masks(caller ? `${caller.issuer} ${caller.clientId}` : ''),
      refuseWhole,
      timeoutMs,
      log,
    });
    return { loaded, answerer };
  };
}
