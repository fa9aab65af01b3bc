import type { Bundle, BundleEntry, FhirResource } from 'fhir/r4.js';
import { outcomeOf, Refusal } from './outcome.js';

/** Answers each GET entry of a batch by itself: one that fails does not fail the others. */
export function answerBatch(bundle: unknown, answer: (url: URL) => FhirResource, base: string): Bundle {
  if (!isBatch(bundle)) throw new Refusal(400, 'structure', 'A Bundle of type batch is expected');
  return {
    resourceType: 'Bundle',
    type: 'batch-response',
    entry: (bundle.entry ?? []).map((entry) => answerEntry(entry, answer, base)),
  };
}

function answerEntry({ request }: BundleEntry, answer: (url: URL) => FhirResource, base: string): BundleEntry {
  try {
    if (request?.method !== 'GET') throw new Refusal(405, 'not-supported', 'Only GET entries are answered');
    return { resource: answer(new URL(request.url, `${base}/`)), response: { status: '200 OK' } };
  } catch (error) {
    const { status, issue, message } = error instanceof Refusal ? error : new Refusal(500, 'exception', 'Internal error');
    return { response: { status: String(status), outcome: outcomeOf('error', issue, message) } };
  }
}

const isBatch = (value: unknown): value is Bundle =>
  typeof value === 'object' && value !== null && 'type' in value && value.type === 'batch';
