import { dirname } from 'node:path';
import type { z } from 'zod';
import { SourceConfig } from '../../core/sources.js';
import { FaultyFile, inOrder, type Fault, type Step } from './faults.js';
import { hubForm, type HubFile } from './form.js';
import { readText, resolveSecrets } from './secrets.js';
import { readYaml, type YamlText } from './yaml-text.js';

type Env = Readonly<Record<string, string | undefined>>;

/** A configuration file as far as it shows by itself what is wrong with it. */
export interface ReadFile {
  readonly path: string;
  /** Null where there are faults. */
  readonly contents: HubFile | null;
  readonly faults: readonly Fault[];
  /** The sources that can be looked at more closely, each with its place in the list. */
  readonly sources: readonly (readonly [index: number, source: SourceConfig])[];
  readonly fault: YamlText['fault'];
  /** What was read of which file: hub.yaml, and those that hold its secrets. Null: it could not be. */
  readonly read: ReadonlyMap<string, string | null>;
  /** Reads it again, as it is by then. */
  readonly again: () => ReadFile;
}

/** The file's contents, or an error that names everything that is wrong with it. */
export function contentsOf({ path, contents, faults }: ReadFile): HubFile {
  if (contents === null) throw new FaultyFile(path, faults);
  return contents;
}

export function readHubFile(path: string, env: Env): ReadFile {
  const text = readText(path);
  const read = new Map([[path, text]]);
  const yaml = readYaml(text ?? '');
  const none = { path, contents: null, sources: [], fault: yaml.fault, read, again: () => readHubFile(path, env) };
  if (text === null) return { ...none, faults: [yaml.fault([], 'cannot be read')] };
  if (yaml.faults.length > 0) return { ...none, faults: inOrder(yaml.faults) };

  const faults: Fault[] = [];
  const fault = (at: readonly Step[], message: string) => void faults.push(yaml.fault(at, message));
  const raw = withSecrets(yaml.value, { env, folder: dirname(path), fault, read });
  const parsed = hubForm(env).safeParse(raw);
  const sources = rawSources(raw).flatMap((source, index) => {
    const one = SourceConfig.safeParse(source);
    return one.success ? [[index, one.data] as const] : [];
  });
  for (const issue of parsed.error?.issues ?? []) faults.push(...faultsOf(issue, raw, yaml));
  for (const index of repeated(rawSources(raw))) fault(['sources', index, 'id'], 'another source has this id');
  return { ...none, contents: faults.length === 0 ? parsed.data! : null, faults: inOrder(faults), sources };
}

const unknownKey = 'no setting of this name is known';

const rawSources = (raw: unknown): readonly unknown[] => {
  const { sources } = (raw ?? {}) as { sources?: unknown };
  return Array.isArray(sources) ? sources : [];
};

/** Parts of a source in which values may be references. */
const withReferences = ['options', 'auth', 'tls'] as const;

function withSecrets(raw: unknown, options: Parameters<typeof resolveSecrets>[2]): unknown {
  if (rawSources(raw).length === 0) return raw;
  const sources = rawSources(raw).map((source, index) => {
    if (typeof source !== 'object' || source === null) return source;
    // Looks at the whole of it for what should have been a reference; only some of it may be one.
    const resolved = resolveSecrets(source, ['sources', index], options) as Record<string, unknown>;
    const parts = withReferences.flatMap((key) => (key in resolved ? [[key, resolved[key]] as const] : []));
    return { ...source, ...Object.fromEntries(parts) };
  });
  return { ...(raw as object), sources };
}

function faultsOf(issue: z.core.$ZodIssue, raw: unknown, yaml: YamlText): Fault[] {
  const path = issue.path.filter((step) => typeof step !== 'symbol');
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => yaml.fault(path, unknownKey, key));
  if (issue.code === 'invalid_key') return [yaml.fault(path.slice(0, -1), 'no such name is known here', String(path.at(-1)))];
  return [yaml.fault(path, wantsValue.has(issue.code) && !isThere(raw, path) ? 'is missing' : issue.message)];
}

const wantsValue: ReadonlySet<string> = new Set(['invalid_type', 'invalid_value', 'invalid_format']);

const isThere = (raw: unknown, path: readonly Step[]): boolean =>
  path.reduce<unknown>((value, step) => (value as Record<Step, unknown> | null | undefined)?.[step], raw) !== undefined;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Places of the sources whose id an earlier one has. */
function repeated(sources: readonly unknown[]): number[] {
  const ids = sources.map((source) => (isRecord(source) ? source['id'] : undefined));
  return ids.flatMap((id, index) => (typeof id === 'string' && ids.indexOf(id) < index ? [index] : []));
}
