import type { ParcelSource } from './parcel-source.js';

/** The sources that may have issued the parcel code: those whose prefixes it has, and those that name none; else any. */
export function ownersOfCode(sources: readonly ParcelSource[], code: string): readonly ParcelSource[] {
  const named = sources.filter(({ config }) => config.prefixes.some((prefix) => code.startsWith(prefix)));
  return named.length > 0 ? [...named, ...sources.filter(({ config }) => config.prefixes.length === 0)] : sources;
}

/** The sources in whose register the commune's parcels stand. */
export const ownersOfCommune = (sources: readonly ParcelSource[], communeCode: string): readonly ParcelSource[] =>
  sources.filter(({ communes }) => communes.has(communeCode));
