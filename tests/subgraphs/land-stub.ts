import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Position } from 'geojson';
import type { Caller } from '../../auth/caller.js';
import { SourceConfig } from '../../core/sources.js';
import { inMemory, serveSubgraph, type SubgraphAnswer } from '../../schema/serve.js';
import { createLandSubgraph } from '../../subgraphs/land/index.js';

type Row = Readonly<Record<string, unknown>>;

export interface StubRegister {
  readonly parcels?: readonly object[];
  readonly zones?: readonly object[];
  readonly statistics?: readonly Row[];
  /** What it says there are of anything, whatever it sends. */
  readonly matched?: number | 'unknown';
  /** Does not answer at all. */
  readonly broken?: boolean;
}

/** An upright rectangle around a point, in degrees. */
export const square = (lon: number, lat: number, half = 0.0001): Position[] => [
  [lon - half, lat - half],
  [lon + half, lat - half],
  [lon + half, lat + half],
  [lon - half, lat + half],
  [lon - half, lat - half],
];

export const feature = (properties: Row, ring: Position[] | null) => ({
  type: 'Feature',
  geometry: ring && { type: 'Polygon', coordinates: [ring] },
  properties,
});

export const parcel = (code: string, ring: Position[] | null, more: Row = {}) =>
  feature({ MaThuaDat: code, MaXa: '16690', SoHieuToBanDo: 1, SoThuTuThua: 1, ...more }, ring);

/** A WFS in WGS 84 that answers every question with all it has, from `startIndex` on. */
async function start(id: string, slug: string, register: StubRegister) {
  const layers: Record<string, readonly object[] | undefined> = {
    parcels: register.parcels,
    zones: register.zones,
    statistics: register.statistics?.map((row) => feature(row, null)),
  };
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      const features = layers[/typeNames="(\w+)"/.exec(body)![1]!] ?? [];
      if (body.includes('resultType="hits"')) {
        const hits = `<FeatureCollection numberMatched="${register.matched ?? features.length}"/>`;
        response.writeHead(200, { 'content-type': 'application/xml' }).end(hits);
      } else {
        const page = features.slice(Number(/startIndex="(\d+)"/.exec(body)![1]));
        response
          .writeHead(200, { 'content-type': 'application/json' })
          .end(JSON.stringify({ type: 'FeatureCollection', features: page }));
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  if (register.broken) await close();
  const source = SourceConfig.parse({
    id,
    system: 'wfs',
    jurisdictions: [slug],
    url: `http://127.0.0.1:${port}`,
    options: {
      epsg: 4326,
      extent: [105, 18, 106, 19],
      communes: { [slug]: [communes[slug]] },
      layers: { parcels: 'parcels', zones: 'zones', statistics: 'statistics' },
    },
  });
  return { source, close: register.broken ? async () => undefined : close };
}

const communes: Record<string, string> = { vinh: '16690', 'dong-hoi': '18859' };

export interface LandAnswer {
  readonly data: Record<string, unknown>;
  /** Path → code. */
  readonly errors: Readonly<Record<string, unknown>>;
}

/** Asks `query` of the land subgraph over registers of Vinh and, where given, of Đồng Hới. */
export async function askLand(
  registers: readonly StubRegister[],
  query: string,
  caller: Caller,
  variables: Row = {},
): Promise<LandAnswer> {
  const slugs = Object.keys(communes);
  const servers = await Promise.all(registers.map((register, at) => start(`land-${slugs[at]}`, slugs[at]!, register)));
  const subgraph = await createLandSubgraph(servers.map(({ source }) => source));
  const app = await serveSubgraph(subgraph, { identify: () => Promise.reject(new Error('not asked over HTTP')) });
  const { data, errors }: SubgraphAnswer = await inMemory(app, subgraph)({ query, variables }, caller);
  await app.close();
  await Promise.all(servers.map(({ close }) => close()));
  const codes = (errors ?? []).map(({ path, extensions }) => [path?.join('.') ?? '', extensions?.['code']]);
  return { data: data ?? {}, errors: Object.fromEntries(codes) as Record<string, unknown> };
}
