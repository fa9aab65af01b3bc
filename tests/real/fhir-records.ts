import type { Bundle, FhirResource } from 'fhir/r4.js';
import { SourceConfig } from '../../core/sources.js';

const types = [
  'Organization',
  'Patient',
  'Encounter',
  'Condition',
  'AllergyIntolerance',
  'MedicationRequest',
  'Immunization',
  'Observation',
];

/** All that the sandbox's record system holds, as it serves it. */
export async function resourcesOf({ url, options }: SourceConfig): Promise<FhirResource[]> {
  const headers = { authorization: `Bearer ${String(options['bearerToken'])}` };
  const resources: FhirResource[] = [];
  for (const type of types) {
    for (let next: string | undefined = `${url}/${type}?_count=200`; next !== undefined;) {
      const page = (await (await fetch(next, { headers })).json()) as Bundle<FhirResource>;
      resources.push(...(page.entry ?? []).flatMap(({ resource }) => resource ?? []));
      next = page.link?.find(({ relation }) => relation === 'next')?.url;
    }
  }
  return resources;
}

/** Puts resources on a server under their own ids, in transactions: all of each, or it throws. */
export async function load(url: string, resources: readonly FhirResource[]): Promise<void> {
  for (let at = 0; at < resources.length; at += 500) {
    const entry = resources.slice(at, at + 500).map((resource) => ({
      resource,
      request: { method: 'PUT', url: `${resource.resourceType}/${resource.id}` },
    }));
    const { status, text } = await send(url, 'POST', { resourceType: 'Bundle', type: 'transaction', entry });
    if (status !== 200) throw new Error(`the server took no transaction: ${status} ${text.slice(0, 300)}`);
  }
}

export async function send(url: string, method: string, body?: object): Promise<{ status: number; text: string }> {
  const headers = { 'content-type': 'application/fhir+json' };
  const response = await fetch(url, { method, headers, body: body === undefined ? null : JSON.stringify(body) });
  return { status: response.status, text: await response.text() };
}

/** The same source, at another server. */
export const sourceAt = (url: string, source: SourceConfig, options: Record<string, unknown> = {}): SourceConfig =>
  SourceConfig.parse({ ...source, url, timeoutMs: 30_000, options: { ...source.options, ...options } });
