import { z } from 'zod';
import { HubError } from '../core/errors.js';
import type { SourceConfig } from '../core/sources.js';
import { createHttpClient, parseJson, type HttpRequest } from './http.js';

/** The rows of one package (gói tin), with how many there are in all and when they were read. */
export interface Packet<T> {
  readonly rows: readonly T[];
  readonly total: number;
  readonly readAt: Date;
}

/** A reporting system that exchanges the packages QCVN 125:2021 lists, as JSON behind an API key. */
export interface PackageClient {
  /** A catalogue (danh mục), kept for some minutes: catalogues change a few times a year. */
  catalogue<T>(name: string, row: z.ZodType<T>): Promise<Packet<T>>;
  /** Figures or states that answer `query`, asked afresh each time. */
  find<T>(name: string, query: object, row: z.ZodType<T>): Promise<Packet<T>>;
  close(): Promise<void>;
}

const keptMs = 10 * 60_000;
const Envelope = z.object({ goiTin: z.string(), tongSo: z.number().int().min(0).optional(), duLieu: z.unknown() });

export function createPackageClient(source: SourceConfig, apiKey: string, now: () => number = Date.now): PackageClient {
  const http = createHttpClient(source);
  const kept = new Map<string, { readonly at: number; readonly packet: Promise<Packet<unknown>> }>();

  async function exchange<T>(request: HttpRequest, row: z.ZodType<T>): Promise<Packet<T>> {
    const { status, text } = await http.send({ ...request, headers: { 'x-api-key': apiKey, ...request.headers } });
    // A package service that is not where it should be has not said "nothing".
    if (status === 404)
      throw new HubError('SOURCE_UNAVAILABLE', undefined, { source: source.id, cause: new Error('status 404') });
    const { goiTin, tongSo, duLieu } = parseJson(text, Envelope, source.id);
    if (goiTin === 'LOI') throw new HubError('SOURCE_UNAVAILABLE', undefined, { source: source.id });
    const rows = z.array(row).safeParse(duLieu);
    if (!rows.success) throw badRows(source, rows.error);
    return { rows: rows.data, total: tongSo ?? rows.data.length, readAt: new Date(now()) };
  }

  return {
    catalogue<T>(name: string, row: z.ZodType<T>) {
      const known = kept.get(name);
      if (known && now() - known.at < keptMs) return known.packet as Promise<Packet<T>>;
      const packet = exchange({ path: `goi-tin/${name}` }, row);
      kept.set(name, { at: now(), packet });
      packet.catch(() => kept.delete(name));
      return packet;
    },
    find: (name, query, row) =>
      exchange(
        {
          method: 'POST',
          path: `goi-tin/${name}/tra-cuu`,
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(query),
        },
        row,
      ),
    close: () => http.close(),
  };
}

// Paths only: a message of zod's may quote what the source sent.
function badRows(source: SourceConfig, error: z.ZodError): HubError {
  const paths = error.issues.slice(0, 5).map(({ path }) => path.join('.'));
  return new HubError('SOURCE_BAD_DATA', undefined, {
    source: source.id,
    cause: new Error(`unexpected shape at ${paths.join(', ')}`),
  });
}
