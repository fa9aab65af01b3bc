import type { SourceConfig } from '../core/sources.js';

/** Tries a source as the hub would read it. */
export interface Probe {
  /** A small read of what the system holds. A row that cannot be read is an Error in its place; that nothing can be read is thrown. */
  sample(): Promise<readonly unknown[]>;
  close(): Promise<void>;
}

/** Throws where the source's options are not as its connector needs them. Nothing is asked of the source before its sample. */
export type OpenProbe = (source: SourceConfig) => Probe;

/** Rows in a sample. */
export const sampleSize = 20;
