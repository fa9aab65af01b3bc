import { HubError, Reason } from '../core/errors.js';

export interface FeaturePage<F> {
  readonly features: readonly F[];
  /** Whether the list goes on after this page. */
  readonly more: boolean;
  /** How many features the server says there are in all; null where it does not. */
  readonly matched: number | null;
}

const maxPages = 50;

/**
 * All features of a list that is read page by page, each from the number of features found so far. A list that does not end, gives one
 * page again, or ends before the server's own count, is bad data: added up, or taken for the whole, it would be wrong without a word.
 */
export async function allPages<F>(source: string, read: (offset: number) => Promise<FeaturePage<F>>): Promise<F[]> {
  const bad = (reason: string) => new HubError('SOURCE_BAD_DATA', undefined, { source, cause: new Reason(reason) });
  const found: F[] = [];
  const seen = new Set<string>();
  for (let page = 0; page < maxPages; page++) {
    const { features, more, matched } = await read(found.length);
    const texts = page > 0 || more ? features.map((feature) => JSON.stringify(feature)) : [];
    if (texts.some((text) => seen.has(text))) throw bad('a page gives again what an earlier one gave');
    for (const text of texts) seen.add(text);
    found.push(...features);
    if (!more) {
      if (matched !== null && found.length < matched) throw bad('fewer features than the server counts');
      return found;
    }
  }
  throw bad('more pages than can be');
}
