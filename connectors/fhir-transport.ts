import { HubError, Reason } from '../core/errors.js';
import type { SourceConfig } from '../core/sources.js';
import { Bundle } from './fhir-bundle.js';
import type { FhirOptions } from './fhir-options.js';
import { createHttpClient, type HttpRequest } from './http.js';

export type SearchParameters = Readonly<Record<string, string>>;

/** The three exchanges a reader needs, each with one Bundle for an answer. */
export interface FhirTransport {
  search(type: string, parameters: SearchParameters): Promise<Bundle>;
  page(path: string): Promise<Bundle>;
  /** Searches in one request, answered in order; a failed one is an Error in its place. */
  batch(searches: readonly { readonly type: string; readonly parameters: SearchParameters }[]): Promise<(Bundle | Error)[]>;
  close(): Promise<void>;
}

const form = 'application/x-www-form-urlencoded';
const accept = ['application/fhir+json', 'application/json'];

export function createFhirTransport(source: SourceConfig, { bearerToken, pageSize }: FhirOptions): FhirTransport {
  const http = createHttpClient(source);
  const fail = (code: 'SOURCE_UNAVAILABLE' | 'SOURCE_BAD_DATA', reason: string) =>
    new HubError(code, undefined, { source: source.id, cause: new Reason(reason) });
  // A parameter the server does not know must fail the search, not widen it.
  const common = { prefer: 'handling=strict', ...(bearerToken !== undefined && { authorization: `Bearer ${bearerToken}` }) };

  async function bundle(request: HttpRequest): Promise<Bundle> {
    const answer = await http.json({ ...request, accept, headers: { ...common, ...request.headers } }, Bundle);
    if (answer) return answer;
    throw fail('SOURCE_UNAVAILABLE', 'status 404');
  }
  const post = (path: string, type: string, body: string) =>
    bundle({ method: 'POST', path, headers: { 'content-type': type }, body });
  const encoded = (parameters: SearchParameters) =>
    new URLSearchParams({ ...(parameters['_summary'] === undefined && { _count: String(pageSize) }), ...parameters }).toString();

  return {
    search: (type, parameters) => post(`${type}/_search`, form, encoded(parameters)),
    page(path) {
      // Some servers repeat the search in their links: its parameters, which may be personal, stay in a body.
      const [, type, parameters] = /^([A-Z]\w+)\/?(?:_search)?\?(.*)$/.exec(path) ?? [];
      return type === undefined ? bundle({ path }) : post(`${type}/_search`, form, parameters!);
    },
    async batch(searches) {
      const entry = searches.map(({ type, parameters }) => ({
        request: { method: 'GET', url: `${type}?${encoded(parameters)}` },
      }));
      const answer = await post('', 'application/fhir+json', JSON.stringify({ resourceType: 'Bundle', type: 'batch', entry }));
      if ((answer.entry ?? []).length !== searches.length) throw fail('SOURCE_BAD_DATA', 'not one answer for each search');
      return (answer.entry ?? []).map(({ response, resource }) => {
        if (!response?.status.startsWith('2')) return fail('SOURCE_UNAVAILABLE', 'a search of the batch was refused');
        const parsed = Bundle.safeParse(resource);
        return parsed.success ? parsed.data : fail('SOURCE_BAD_DATA', 'a search of the batch has no Bundle');
      });
    },
    close: () => http.close(),
  };
}
