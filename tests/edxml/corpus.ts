import { readdirSync, readFileSync } from 'node:fs';
import { parseEdxmlMessage, parseEdxmlStatus } from '../../connectors/edxml.js';

const at = (path: string) => new URL(path, import.meta.url);

/** What must come of one file: these parts of a message or a status, or the code of the refusal. */
export interface Expected {
  readonly read: 'message' | 'status';
  readonly comes: string | Readonly<Record<string, unknown>>;
}

export const expected = JSON.parse(readFileSync(at('expected.json'), 'utf8')) as Readonly<Record<string, Expected>>;
export const fileNames = readdirSync(at('corpus')).map((name) => name.replace(/\.edxml$/, ''));
export const bytesOf = (name: string): Buffer => readFileSync(at(`corpus/${name}.edxml`));

const limits = { source: 'axis-test' };
export const readers = {
  message: (bytes: Uint8Array) => parseEdxmlMessage(bytes, limits),
  status: (bytes: Uint8Array) => parseEdxmlStatus(bytes, limits),
} as const;
