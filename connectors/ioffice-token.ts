import { z } from 'zod';
import { HubError, Reason } from '../core/errors.js';
import type { SourceConfig } from '../core/sources.js';
import { createHttpClient, parseJson, RefusedAnswer } from './http.js';
import { shaped } from './shaped.js';
import { isUnauthorized } from './refused-with.js';

export interface IofficeClient {
  readonly source: SourceConfig;
  /** POSTs to `path` with the session's token and returns the envelope's data. Signs in when there is no session, and again when it has ended. */
  post<T>(path: string, body: object, data: z.ZodType<T>): Promise<T>;
  /** As `post`, for what changes something: sent once. */
  change<T>(path: string, body: object, data: z.ZodType<T>): Promise<T>;
  close(): Promise<void>;
}

const Credentials = z.object({ username: z.string().min(1), password: z.string().min(1) });
const Envelope = z.object({
  status: z.object({ code: z.union([z.string(), z.number()]).transform(String) }),
  data: z.unknown(),
});
const Login = z.object({ token: z.string().min(1) });

// iOffice answers 200 to everything: the outcome is in the envelope. What stands before it may not.
const accepted = '0';
const signInAgain = '401';

interface Question {
  readonly path: string;
  readonly body: object;
  readonly change?: boolean;
}

/** A client of one iOffice: its login, its token header, its envelope. */
export function createIofficeClient(source: SourceConfig): IofficeClient {
  const credentials = Credentials.parse(source.options);
  const http = createHttpClient(source);
  const refuse = (cause: Reason) => new HubError('SOURCE_UNAVAILABLE', undefined, { source: source.id, cause });

  async function exchange({ path, body, change = false }: Question, token?: string): Promise<z.infer<typeof Envelope>> {
    const request = {
      method: 'POST' as const,
      path,
      headers: { 'content-type': 'application/json', ...(token && { 'X-Authentication-Token': token }) },
      body: JSON.stringify(body),
      change,
    };
    const answer = await http.send(request).catch((error: unknown) => {
      if (token !== undefined && isUnauthorized(error)) return null;
      throw error;
    });
    if (answer === null) return { status: { code: signInAgain }, data: null };
    // The product never answers 404: what does is not iOffice.
    if (answer.status === 404) throw refuse(new Reason('status 404'));
    return parseJson(answer.text, Envelope, source.id);
  }

  function read<T>({ status, data }: z.infer<typeof Envelope>, shape: z.ZodType<T>): T {
    if (status.code !== accepted)
      throw refuse(new RefusedAnswer(Number(status.code), `envelope status ${status.code.slice(0, 10)}`));
    return shaped(data, shape, source.id);
  }

  let session: Promise<string> | null = null;
  const signIn = () => {
    session ??= exchange({ path: 'login/', body: { ...credentials, tokenFireBase: '' } }).then(
      (envelope) => read(envelope, Login).token,
    );
    const current = session;
    current.catch(() => {
      if (session === current) session = null;
    });
    return current;
  };

  async function ask<T>(question: Question, data: z.ZodType<T>): Promise<T> {
    const current = signIn();
    const answer = await exchange(question, await current);
    if (answer.status.code !== signInAgain) return read(answer, data);
    if (session === current) session = null;
    return read(await exchange(question, await signIn()), data);
  }

  return {
    source,
    post: (path, body, data) => ask({ path, body }, data),
    change: (path, body, data) => ask({ path, body, change: true }, data),
    close: () => http.close(),
  };
}
