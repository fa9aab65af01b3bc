import type { SourceConfig } from '../core/sources.js';
import { together, type Auth } from './auth.js';
import { createClient, type HttpClient } from './http-client.js';
import { authOf } from './source-auth.js';

export type { HttpAnswer, HttpRequest } from './exchange.js';
export type { HttpClient } from './http-client.js';
export { parseJson } from './parse-json.js';
export { RefusedAnswer } from './refused-answer.js';

/** A client for one source, signed in as its configuration says, and by what the system itself asks for beside that. */
export const createHttpClient = (source: SourceConfig, own?: Auth): HttpClient =>
  createClient(source, own ? together(authOf(source), own) : authOf(source));
