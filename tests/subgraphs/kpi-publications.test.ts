import { describe, expect, test } from '@jest/globals';
import { createPackageClient } from '../../connectors/report-packages.js';
import { SourceConfig } from '../../core/sources.js';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { figureOf, yearOf } from '../../sandbox/systems/kpi/observation.js';
import { createAreas, kpiOptions } from '../../subgraphs/kpi/areas.js';
import { readPublications } from '../../subgraphs/kpi/publication.connector.js';

const figure = (giaTri: number, trangThai: 'DU_THAO' | 'DA_GUI' | 'DA_DUYET') => ({
  thoiDiem: '2026-10-31T08:00:00+07:00',
  soLieu: figureOf(
    { maDiaBan: 'DT-VINH', loaiDuLieu: 'THUC_HIEN', kyBaoCao: yearOf(2025), vanBanNguon: null },
    { maChiTieu: 'CQS.HOSO.TRUCTUYEN', giaTri, trangThai },
  ),
});

/** Reads from a system that gives these answers in turn; `asked` is with which marks. */
async function readingFrom(...answers: readonly { readonly status?: number; readonly body: object }[]) {
  const asked: unknown[] = [];
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => (text += chunk.toString()));
    request.on('end', () => {
      const { status = 200, body } = answers[asked.length]!;
      asked.push((JSON.parse(text) as { tuMoc: unknown }).tuMoc);
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ goiTin: 'THAY_DOI', ...body }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const source = SourceConfig.parse({
    id: 'kpi-nghe-an',
    system: 'kpi',
    jurisdictions: ['vinh'],
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    options: { apiKey: 'key', areas: { vinh: 'DT-VINH' } },
  });
  const client = createPackageClient(source, 'key');
  const read = readPublications(client, source, createAreas(kpiOptions(source)));
  const valuesOf = async () => (await read()).map(({ observation }) => observation.value);
  return { asked, valuesOf, close: async () => (await client.close(), server.closeAllConnections(), server.close()) };
}

describe('reading what a reporting system has taken down', () => {
  test('begins where things stand, and goes on from mark to mark; drafts and what cannot be read are passed over', async () => {
    const { asked, valuesOf, close } = await readingFrom(
      { body: { moc: 'a', duLieu: [figure(1, 'DA_GUI')] } },
      { body: { moc: 'b', duLieu: [figure(2, 'DU_THAO'), { thoiDiem: 'x' }, figure(3, 'DA_GUI')] } },
      { body: { moc: 'c', duLieu: [figure(4, 'DA_DUYET')] } },
    );
    expect([await valuesOf(), await valuesOf(), await valuesOf()]).toEqual([[], [3], [4]]);
    expect(asked).toEqual([null, 'a', 'b']);
    await close();
  });

  test('asks again from the same mark after a failure, and begins anew where the system has forgotten it', async () => {
    const { asked, valuesOf, close } = await readingFrom(
      { body: { moc: 'a', duLieu: [] } },
      { status: 500, body: {} },
      { body: { duLieu: [] } },
      { status: 410, body: {} },
      { body: { moc: 'z', duLieu: [figure(1, 'DA_GUI')] } },
      { body: { moc: 'y', duLieu: [figure(2, 'DA_GUI')] } },
    );
    expect(await valuesOf()).toEqual([]);
    await expect(valuesOf()).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
    await expect(valuesOf()).rejects.toMatchObject({ code: 'SOURCE_BAD_DATA' });
    await expect(valuesOf()).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
    expect([await valuesOf(), await valuesOf()]).toEqual([[], [2]]);
    expect(asked).toEqual([null, 'a', 'a', 'a', null, 'z']);
    await close();
  });
});
