import { z } from 'zod';
import { HubError, Reason } from '../core/errors.js';
import type { SourceConfig } from '../core/sources.js';
import { createHttpClient, parseJson, type HttpRequest } from './http.js';
import { badData, shaped, shapedRows } from './shaped.js';

/** A stretch of a list too long for one package. */
export interface PacketPage<T> {
  /** A row that cannot be read is an Error in its place. */
  readonly rows: readonly (T | HubError)[];
  /** Rows in all; null where the source does not say. */
  readonly total: number | null;
}

/** What was taken down between two marks (mốc): places in the system's own course of things. */
export interface PacketChanges<T> {
  /** Oldest first. A row that cannot be read is an Error in its place. */
  readonly rows: readonly (T | HubError)[];
  /** To ask from next. */
  readonly mark: string;
}

/** Where a stretch begins, and how long it may be. */
export interface Stretch {
  readonly offset: number;
  readonly limit: number;
}

/** A reporting system that exchanges the packages QCVN 125:2021 lists, as JSON behind an API key. */
export interface PackageClient {
  /** A catalogue (danh mục), whole. */
  catalogue<T>(name: string, row: z.ZodType<T>): Promise<T[]>;
  /** All figures that answer `query`. */
  find<T>(name: string, query: object, row: z.ZodType<T>): Promise<T[]>;
  /** A stretch of the states that answer `query`. */
  findPage<T>(name: string, query: object, stretch: Stretch, row: z.ZodType<T>): Promise<PacketPage<T>>;
  /** What was taken down since `mark`; without one, only where things stand. */
  changes<T>(name: string, mark: string | null, row: z.ZodType<T>): Promise<PacketChanges<T>>;
  /** Hands in `figures`, and returns the rows as the system has taken them down. Sent once. */
  submit<T>(name: string, figures: object, row: z.ZodType<T>): Promise<T[]>;
  close(): Promise<void>;
}

const Envelope = z.object({
  goiTin: z.string(),
  tongSo: z.number().int().min(0).max(2_147_483_647).nullish(),
  moc: z.string().min(1).max(200).nullish(),
  duLieu: z.unknown(),
});
const Rows = z.array(z.unknown());

export function createPackageClient(source: SourceConfig, apiKey: string): PackageClient {
  const http = createHttpClient(source);

  async function exchange(request: HttpRequest) {
    const { status, text } = await http.send({ ...request, headers: { 'x-api-key': apiKey, ...request.headers } });
    // A package service that is not where it should be has not said "nothing".
    if (status === 404) throw refused(source, 'status 404');
    const { goiTin, tongSo, moc, duLieu } = parseJson(text, Envelope, source.id);
    if (goiTin === 'LOI') throw refused(source, 'an error package');
    return { rows: shaped(duLieu, Rows, source.id), total: tongSo ?? null, mark: moc ?? null };
  }

  async function whole<T>(request: HttpRequest, row: z.ZodType<T>): Promise<T[]> {
    const { rows, total } = await exchange(request);
    // What is worked out from a part would be wrong without a sign of it.
    if (rows.length < (total ?? 0)) throw badData(source.id, 'fewer rows than there are in all');
    return shaped(rows, z.array(row), source.id);
  }

  return {
    catalogue: (name, row) => whole({ path: `goi-tin/${name}` }, row),
    find: (name, query, row) => whole(lookUp(name, query), row),
    async findPage(name, query, { offset, limit }, row) {
      const { rows, total } = await exchange(lookUp(name, { ...query, batDau: offset, soLuong: limit }));
      // A list that ends before its own total would be asked for its rest for ever.
      if (rows.length === 0 && offset < (total ?? 0)) throw badData(source.id, 'an empty stretch within the list');
      return { rows: shapedRows(rows, row, source.id), total };
    },
    async changes(name, since, row) {
      const { rows, mark } = await exchange(lookUp(name, { tuMoc: since }));
      if (mark === null) throw badData(source.id, 'changes without a mark to go on from');
      return { rows: shapedRows(rows, row, source.id), mark };
    },
    submit: (name, figures, row) => whole({ ...posted(`goi-tin/${name}`, figures), change: true }, row),
    close: () => http.close(),
  };
}

const posted = (path: string, body: object): HttpRequest => ({
  method: 'POST',
  path,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

const lookUp = (name: string, query: object) => posted(`goi-tin/${name}/tra-cuu`, query);

const refused = (source: SourceConfig, reason: string) =>
  new HubError('SOURCE_UNAVAILABLE', undefined, { source: source.id, cause: new Reason(reason) });
