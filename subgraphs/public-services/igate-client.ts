import type { z } from 'zod';
import { createHttpClient } from '../../connectors/http.js';
import { bearerAuth, createTokenKeeper } from '../../connectors/oauth2-token.js';
import { HubError, Reason } from '../../core/errors.js';
import type { SourceConfig } from '../../core/sources.js';
import { igateOptions, type IgateOptions } from './igate-options.js';

export interface IgateClient {
  readonly source: SourceConfig;
  readonly options: IgateOptions;
  readonly get: <T>(path: string, parameters: Parameters, shape: z.ZodType<T>) => Promise<T>;
  /** The same question as a form: for parameters that must not stand in a URL. */
  readonly post: <T>(path: string, parameters: Parameters, shape: z.ZodType<T>) => Promise<T>;
  /** A change, as JSON: sent once. */
  readonly change: <T>(path: string, body: object, shape: z.ZodType<T>) => Promise<T>;
  /** Signs in, if it is not yet. */
  readonly signIn: () => Promise<unknown>;
  close(): Promise<void>;
}

export type Parameters = Readonly<Record<string, string | number>>;

const realm = 'auth/realms/digo/protocol/openid-connect/token';

/** Speaks to one iGate, signed in to its realm `digo`. */
export function createIgateClient(source: SourceConfig): IgateClient {
  const options = igateOptions(source);
  const door = tokenDoor(source, options);
  const keeper = createTokenKeeper({ ...door, credentials: options.credentials });
  const http = createHttpClient(
    source,
    bearerAuth(keeper, source.id, () => door.http.close()),
  );

  // An address without iGate's own paths is a mistake of configuration or an outage, and must not pass for "no dossiers".
  const present = <T>(answer: T | null): T => {
    if (answer !== null) return answer;
    throw new HubError('SOURCE_UNAVAILABLE', undefined, { source: source.id, cause: new Reason('status 404') });
  };

  return {
    source,
    options,
    get: async (path, parameters, shape) => present(await http.json({ path: `${path}?${encode(parameters)}` }, shape)),
    post: async (path, parameters, shape) =>
      present(
        await http.json(
          {
            method: 'POST',
            path,
            headers: { 'content-type': 'application/x-www-form-urlencoded' },
            body: encode(parameters),
          },
          shape,
        ),
      ),
    change: async (path, body, shape) =>
      present(
        await http.json(
          { method: 'POST', path, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body), change: true },
          shape,
        ),
      ),
    signIn: () => keeper.token(),
    close: () => http.close(),
  };
}

const encode = (parameters: Parameters) =>
  new URLSearchParams(Object.entries(parameters).map(([name, value]): [string, string] => [name, String(value)])).toString();

function tokenDoor(source: SourceConfig, { tokenUrl }: IgateOptions) {
  if (tokenUrl === undefined) return { http: createHttpClient(source), path: realm };
  const { origin, pathname } = new URL(tokenUrl);
  return { http: createHttpClient({ ...source, url: origin }), path: pathname };
}
