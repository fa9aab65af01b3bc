import { z } from 'zod';
import type { SourceConfig } from '../core/sources.js';

/** What is wrong with how a source is configured: for the operator, by the path of each setting. No message repeats a value. */
export class WrongOptions extends Error {
  constructor(
    readonly source: string,
    readonly faults: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[],
  ) {
    super(`Source "${source}": ${faults.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')}`);
    this.name = 'WrongOptions';
  }
}

/** The options of `source` as `form` reads them; an Error for the operator that names the source and the option. */
export function readOptions<T>(source: SourceConfig, form: z.ZodType<T>): T {
  const parsed = form.safeParse(source.options);
  if (parsed.success) return parsed.data;
  throw wrongOptions(source, parsed.error.issues);
}

/** Slug of a jurisdiction → the codes of its communes, of a source that tells its rows by commune. */
export const CommunesOption = z.record(z.string(), z.array(z.string().regex(/^\d{5}$/)).min(1));

/** Commune → its jurisdiction, of exactly the jurisdictions the source serves: rows of any other could be in nobody's reach. */
export function jurisdictionsByCommune(
  source: SourceConfig,
  communes: z.infer<typeof CommunesOption>,
): ReadonlyMap<string, string> {
  const pairs = Object.entries(communes).flatMap(([slug, codes]) => codes.map((code) => [code, slug] as const));
  const jurisdictions = new Map(pairs);
  const faults = [
    ...source.jurisdictions.filter((slug) => !Object.hasOwn(communes, slug)).map((slug) => `none for "${slug}"`),
    ...Object.keys(communes)
      .filter((slug) => !source.jurisdictions.includes(slug))
      .map((slug) => `"${slug}" is no jurisdiction of this source`),
    ...pairs.filter(([code, slug]) => jurisdictions.get(code) !== slug).map(([code]) => `${code} is in two jurisdictions`),
  ];
  if (faults.length > 0)
    throw wrongOptions(
      source,
      faults.map((message) => ({ path: ['communes'], message })),
    );
  return jurisdictions;
}

/** The faults of `issues`, whose paths begin below the options. */
export const wrongOptions = (
  { id }: SourceConfig,
  issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[],
) =>
  new WrongOptions(
    id,
    issues.map(({ path, message }) => ({ path: ['options', ...path], message })),
  );
