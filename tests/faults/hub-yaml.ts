import { stringify } from 'yaml';
import { namesSecret } from '../../hub/config/secrets.js';

/** A hub.yaml, and the variables in which it finds its secrets. */
export interface HubYaml {
  readonly text: string;
  readonly env: Readonly<Record<string, string>>;
}

/** `contents` as a hub.yaml, each secret by reference. */
export function hubYaml(contents: object): HubYaml {
  const env: Record<string, string> = {};
  const refer = (secret: string) => {
    const name = `FAULTS_SECRET_${Object.keys(env).length}`;
    env[name] = secret;
    return { env: name };
  };
  const written = (value: unknown, secret: boolean): unknown => {
    if (Array.isArray(value)) return value.map((item) => written(item, secret));
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, written(inner, secret || namesSecret(key))]));
    return secret && typeof value === 'string' ? refer(value) : value;
  };
  return { text: stringify(written(contents, false)), env };
}
