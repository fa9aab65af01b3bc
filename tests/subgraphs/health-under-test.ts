import { createCaller, type Caller } from '../../auth/caller.js';
import { purposesOf } from '../../auth/roles.js';
import { SourceConfig } from '../../core/sources.js';
import { startSystem, type RunningSystem } from '../../sandbox/system.js';
import { fhirCast, fhirSystems } from '../../sandbox/systems/fhir/index.js';
import { createWorld } from '../../sandbox/world/index.js';
import { inMemory, serveSubgraph, type SubgraphAnswer } from '../../schema/serve.js';
import type { Subgraph } from '../../schema/subgraph.js';
import { createHealthSubgraph } from '../../subgraphs/health/index.js';

export const world = createWorld({ scale: 0.1 });
export const cast = fhirCast(world);
export const withRecordIn = (slug: string) =>
  world.people.filter(({ hasHealthRecord, jurisdiction }) => hasHealthRecord && jurisdiction === slug);

export const callerAs = (roles: string[], jurisdictions: readonly string[] | '*', personalId: string | null = null): Caller =>
  createCaller({
    issuer: 'i',
    subject: 's',
    clientId: 'c',
    tokenId: 't',
    roles,
    purpose: purposesOf(roles)[0] ?? null,
    jurisdictions,
    agency: null,
    personalId,
  });
export const clinician = callerAs(['clinician'], ['vinh']);

export interface Requests {
  readonly total: number;
  readonly byPath: Readonly<Record<string, number>>;
}

/** The sandbox's record system, and the subgraph over it with `options` changed. */
export async function startHealth(options: Record<string, unknown> = {}) {
  const system: RunningSystem = await startSystem(fhirSystems(world)[0]!, { latencyMs: 0 });
  const source = SourceConfig.parse({ ...system.source, options: { ...system.source.options, ...options } });
  const subgraph: Subgraph = await createHealthSubgraph([source]);
  const app = await serveSubgraph(subgraph, { identify: () => Promise.reject(new Error('not used')) });
  const call = inMemory(app, subgraph);
  const ask = (caller: Caller, query: string, variables: Record<string, unknown> = {}): Promise<SubgraphAnswer> =>
    call({ query, variables }, caller);
  return {
    source,
    subgraph,
    ask,
    entities: (caller: Caller, typename: string, selection: string, references: readonly object[]) =>
      ask(caller, `query ($r: [_Any!]!) { _entities(representations: $r) { ... on ${typename} ${selection} } }`, {
        r: references.map((reference) => ({ __typename: typename, ...reference })),
      }),
    requests: async () => (await (await fetch(new URL('/_stats', source.url))).json()) as Requests,
    closeSystem: () => system.close(),
    close: async () => {
      await app.close();
      await system.close();
    },
  };
}

export const everything = `{
  patient { fullName birthDate sex insuranceNumber }
  station { name communeCode }
  problems { code { code system display } status onset recordedOn }
  allergies { substance { display } criticality reactions recordedOn }
  medications { medication { code display } status dosage prescribedAt }
  immunizations { vaccine { display } given dose occurredOn }
  encounters { kind { code display } startedAt endedAt reasons { code display } }
  observations(last: 5) { code { code display } observedAt measures { code { code } value unit text } }
  provenance { source system jurisdiction }
}`;
