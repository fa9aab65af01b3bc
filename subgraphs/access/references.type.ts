import { agencyEntity, jurisdictionEntity } from '../../schema/entities.js';

export const Jurisdiction = jurisdictionEntity();
export type Jurisdiction = InstanceType<typeof Jurisdiction>;

export const Agency = agencyEntity();
export type Agency = InstanceType<typeof Agency>;

export const agencyOf = (id: string | null): Agency | null => (id === null ? null : { id });

/** Null for all of them. */
export const jurisdictionsOf = (slugs: readonly string[] | '*'): Jurisdiction[] | null =>
  slugs === '*' ? null : slugs.map((slug) => ({ slug }));
