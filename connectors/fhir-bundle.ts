import { z } from 'zod';
import type { SourceConfig } from '../core/sources.js';
import { FhirResource, isEnteredInError, isRestricted } from './fhir-resource.js';
import { pathBelow } from './same-origin.js';

export const Bundle = z.looseObject({
  resourceType: z.literal('Bundle'),
  total: z.number().int().min(0).optional(),
  link: z.array(z.looseObject({ relation: z.string(), url: z.string() })).optional(),
  entry: z
    .array(
      z.looseObject({
        resource: FhirResource.optional(),
        search: z.looseObject({ mode: z.string().optional() }).optional(),
        response: z.looseObject({ status: z.string() }).optional(),
      }),
    )
    .optional(),
});
export type Bundle = z.infer<typeof Bundle>;

/** Who reads: a restricted resource reaches only those who may see such. */
export interface FhirAccess {
  readonly restricted: boolean;
}

/** What a search found, apart from what the server sent along with it. */
export interface FhirFound {
  readonly matches: readonly FhirResource[];
  readonly included: readonly FhirResource[];
}

/** For whom a server is read, and which labels are open there. */
export interface FhirReading {
  readonly access: FhirAccess;
  readonly openLabels: readonly string[];
}

/** The entries of one page that the reader may see, sorted by why they are there. */
export function entriesOf(bundle: Bundle, type: string, reading: FhirReading): FhirFound {
  const matches: FhirResource[] = [];
  const included: FhirResource[] = [];
  for (const { resource, search } of bundle.entry ?? []) {
    if (!resource || !isFor(resource, reading)) continue;
    (resource.resourceType === type && search?.mode !== 'include' ? matches : included).push(resource);
  }
  return { matches, included };
}

const isFor = (resource: FhirResource, { access, openLabels }: FhirReading): boolean =>
  resource.resourceType !== 'OperationOutcome' &&
  !isEnteredInError(resource) &&
  (access.restricted || !isRestricted(resource, openLabels));

const Outcome = z.looseObject({ issue: z.array(z.looseObject({ severity: z.string() })) });

/** A server may answer what it can and say beside it that some of it failed; such an answer is not whole. */
export function isPartial({ entry = [] }: Bundle): boolean {
  const outcomes = entry.filter(({ resource }) => resource?.resourceType === 'OperationOutcome');
  const issues = outcomes.flatMap(({ resource }) => Outcome.safeParse(resource).data?.issue ?? []);
  return issues.some(({ severity }) => severity === 'error' || severity === 'fatal');
}

/** The path of the next page below the source's address, null on the last one. A link to anywhere else is not followed but refused. */
export function nextPath({ link = [] }: Bundle, source: SourceConfig): string | null {
  const next = link.find(({ relation }) => relation === 'next')?.url;
  return next === undefined ? null : pathBelow(source, next);
}
