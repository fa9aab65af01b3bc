import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Step } from './faults.js';

export interface SecretsOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Where relative paths begin. */
  readonly folder: string;
  /** Is told what is wrong; the message repeats nothing of what stands there. */
  readonly fault: (path: readonly Step[], message: string) => void;
  /** Takes down what was read of which file; null: it could not be. */
  readonly read: Map<string, string | null>;
}

/** Names that tell of a secret, and those that only sound like it. */
const secretName = /secret|password|passphrase|token|key|credential/i;
const openName = /^public|(url|uri|path|header|field|type|name|id|ms|seconds)$/i;
export const namesSecret = (name: string): boolean => secretName.test(name) && !openName.test(name);

/** `raw` with every reference to a secret, `{ env: NAME }` or `{ file: PATH }`, replaced by what it refers to. */
export const resolveSecrets = (raw: unknown, path: readonly Step[], options: SecretsOptions): unknown =>
  resolved(raw, path, options, false);

function resolved(raw: unknown, path: readonly Step[], options: SecretsOptions, secret: boolean): unknown {
  if (Array.isArray(raw)) return raw.map((item, index) => resolved(item, [...path, index], options, secret));
  if (typeof raw === 'object' && raw !== null) {
    const reference = referenceIn(raw);
    if (reference) return referred(reference, path, options);
    return Object.fromEntries(
      Object.entries(raw).map(([key, value]) => [
        key,
        resolved(value, [...path, key], options, secret || isSecretAt(path.at(-1), key)),
      ]),
    );
  }
  if (typeof raw !== 'string' && typeof raw !== 'number') return raw;
  if (secret) options.fault(path, 'a secret: give it by reference, { env: NAME } or { file: PATH }');
  else if (typeof raw === 'string' && holdsUserinfo(raw))
    options.fault(path, 'an address with credentials in it: give them by reference, under a key of their own');
  return raw;
}

// What an API key is called differs; what it is stands under `value`.
export const isSecretAt = (part: Step | undefined, key: string): boolean =>
  namesSecret(key) || (part === 'auth' && key === 'value');

type Reference = { readonly env: unknown } | { readonly file: unknown };

function referenceIn(value: object): Reference | null {
  const keys = Object.keys(value);
  return keys.length === 1 && (keys[0] === 'env' || keys[0] === 'file') ? (value as Reference) : null;
}

/** Stands where a reference leads nowhere, so that it is one fault and not two. */
const nothing = 'unresolved';

function referred(reference: Reference, path: readonly Step[], { env, folder, fault, read }: SecretsOptions): string {
  const wrong = (message: string) => {
    fault(path, message);
    return nothing;
  };
  if ('env' in reference) {
    if (typeof reference.env !== 'string') return wrong('env must be the NAME of an environment variable');
    return env[reference.env] || wrong('names a variable that is not set');
  }
  if (typeof reference.file !== 'string' || reference.file === '') return wrong('file must be the path of a file');
  return contentOf(resolve(folder, reference.file), read) || wrong('names a file that cannot be read, or is empty');
}

function contentOf(path: string, read: Map<string, string | null>): string | null {
  const contents = readText(path);
  read.set(path, contents);
  return contents === null ? null : contents.replace(/\r?\n$/, '');
}

/** The contents of a file; null where it cannot be read. */
export function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

/** Whether an address holds a name or a password before its host. */
export function holdsUserinfo(text: string): boolean {
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(text) || !URL.canParse(text)) return false;
  const { username, password } = new URL(text);
  return username !== '' || password !== '';
}
