import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { namesSecret } from '../../hub/config/secrets.js';

/** A hub.yaml of its own, in a folder of its own. */
export function hubFileOf(text: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'hub-yaml-')), 'hub.yaml');
  writeFileSync(path, text);
  return path;
}

/** Sources as an operator would write them down: every secret is a variable of `env`. */
export function written(sources: readonly object[], rest: object = {}) {
  const env: Record<string, string> = {};
  const withReferences = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(withReferences);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, item]: [string, unknown]) => [
        key,
        namesSecret(key) ? referenceTo(item) : withReferences(item),
      ]),
    );
  };
  const referenceTo = (secret: unknown) => {
    const name = `SECRET_${Object.keys(env).length}`;
    env[name] = String(secret);
    return { env: name };
  };
  const text = stringify({ sources: sources.map(withReferences), ...rest });
  return { text, env };
}
