import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { wellKnown } from '../../sandbox/world/index.js';
import { auditor, idOf, ioc, known, listedIn, listQuery, ngheAn, startOfficeSubgraph, vinh, world } from './office-fixture.js';

let office: Awaited<ReturnType<typeof startOfficeSubgraph>>;
let ask: typeof office.ask;
beforeAll(async () => {
  office = await startOfficeSubgraph();
  ask = office.ask;
});
afterAll(() => office.close());

describe('the office subgraph', () => {
  test('tells a document as the register has it', async () => {
    const truth = ngheAn.find(({ id }) => id === wellKnown.documentId)!;
    const { data, errors } = await ask(`{ document(id: "${known}") {
      id notation subject type field direction urgency issuer { id } agency { id } jurisdiction { slug } signer { fullName position }
      digitallySigned signedOn registeredOn dueOn completedOn dossier { code } pages files { name sizeBytes signed }
      provenance { source system jurisdiction } } }`);
    expect(errors).toEqual([]);
    expect(data['document']).toMatchObject({
      id: known,
      notation: truth.notation,
      subject: truth.subject,
      type: truth.type,
      field: truth.field,
      direction: 'OUTGOING',
      urgency: ['NORMAL', 'URGENT', 'VERY_URGENT', 'FLASH'][truth.urgency],
      issuer: { id: truth.issuerId },
      agency: { id: truth.agencyId },
      jurisdiction: { slug: 'vinh' },
      signer: truth.signer,
      digitallySigned: truth.digitallySigned,
      signedOn: truth.signedOn,
      registeredOn: truth.registeredOn,
      dueOn: truth.dueOn,
      completedOn: truth.completedOn,
      dossier: { code: wellKnown.dossierCode },
      pages: truth.pages,
      files: truth.files,
      provenance: { source: 'ioffice-nghe-an', system: 'ioffice', jurisdiction: 'vinh' },
    });
  });

  test('judges on time and overdue as the world does', async () => {
    for (const { id: of, overdue, onTime } of listedIn(await ask(listQuery('jurisdiction: "vinh"', 'first: 100'))).nodes) {
      const { dueOn, completedOn } = vinh.find(({ id }) => idOf(id) === of)!;
      const late = dueOn !== null && (completedOn ?? world.today) > dueOn;
      expect(overdue).toBe(dueOn === null ? null : late);
      expect(onTime).toBe(dueOn === null ? null : late ? false : completedOn === null ? null : true);
    }
  });

  test('tells each recipient’s deliveries, the malformed messages too', async () => {
    const travelled = vinh.filter(({ delivery }) => delivery !== null).slice(0, 60);
    const query = travelled.map(
      ({ id }, at) =>
        `d${at}: document(id: "${idOf(id)}") { deliveries { recipient { id } recipientCode status rawCode at reports { rawCode at } } }`,
    );
    const { data, errors } = await ask(`{ ${query.join('\n')} }`);
    expect(errors).toEqual([]);
    travelled.forEach(({ recipientIds, delivery }, at) => {
      const { deliveries } = data[`d${at}`] as {
        deliveries: { recipient: { id: string }; rawCode: string; reports: unknown[] }[];
      };
      expect(deliveries.map(({ recipient }) => recipient.id)).toEqual(recipientIds);
      const said = delivery!.statuses.filter(({ agencyId }) => agencyId === recipientIds[0]);
      expect(deliveries[0]!.reports).toEqual(
        said.map(({ code, at: instant }) => ({ rawCode: code, at: new Date(instant).toISOString() })),
      );
      expect(deliveries[0]!.rawCode).toBe(said.at(-1)!.code);
    });
  });

  test('lists by jurisdiction and every other condition', async () => {
    const all = listedIn(await ask(listQuery('jurisdiction: "vinh"')));
    expect(all.totalCount).toBe(vinh.length);
    expect(all.pageInfo.hasNextPage).toBe(true);
    const sample = vinh.find(({ direction, urgency }) => direction === 'INCOMING' && urgency > 0)!;
    const urgency = ['NORMAL', 'URGENT', 'VERY_URGENT', 'FLASH'][sample.urgency]!;
    const found = listedIn(
      await ask(
        listQuery(
          `jurisdiction: "vinh", agency: "${sample.agencyId}", direction: INCOMING, type: "${sample.type}", urgency: ${urgency}, signer: "${sample.signer.fullName}", from: "${sample.registeredOn}", to: "${sample.registeredOn}", search: "${sample.notation.toLowerCase()}"`,
        ),
      ),
    );
    expect(found.nodes).toEqual([expect.objectContaining({ id: idOf(sample.id) })]);
    expect(listedIn(await ask(listQuery(`jurisdiction: "vinh", dossierCode: "${wellKnown.dossierCode}"`))).nodes).toContainEqual(
      expect.objectContaining({ id: known }),
    );
    expect(listedIn(await ask(listQuery('jurisdiction: "vinh", search: "khong co gi nhu the"')))).toMatchObject({
      nodes: [],
      totalCount: 0,
    });
  });

  test('pages without repeating or skipping, even when the page size changes', async () => {
    const seen: string[] = [];
    let after = '';
    for (const first of [7, 10, 3, 100]) {
      const page = listedIn(await ask(listQuery('jurisdiction: "vinh"', `first: ${first}${after && `, after: "${after}"`}`)));
      seen.push(...page.nodes.map(({ id }) => id));
      after = page.pageInfo.endCursor;
    }
    expect(seen).toHaveLength(vinh.length);
    expect(new Set(seen)).toEqual(new Set(vinh.map(({ id }) => idOf(id))));
  });

  test('costs who asks one request for each kind of part, however long the list, and the same again none', async () => {
    const query = (first: number) =>
      `{ documents(filter: {jurisdiction: "vinh"}, first: ${first}) { nodes { id steps { at } files { name } deliveries { rawCode } } } }`;
    await ask(query(1));
    const costTo = async (subject: string) => {
      const before = await office.requests();
      const { errors } = await ask(query(100), { ...auditor, subject });
      expect(errors).toEqual([]);
      return (await office.requests()) - before;
    };
    expect(await costTo('colleague')).toBe(4);
    expect(await costTo('colleague')).toBe(0);
  });

  test('one report answers for all jurisdictions and agencies of a system', async () => {
    const before = await office.requests();
    const { data } = await ask(
      `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Jurisdiction { slug documentStatistics { incoming outgoing signedOutgoing signedShare onTime overdue pending onTimeShare byMonth { period incoming outgoing signedOutgoing signedShare onTime overdue pending } provenance { source jurisdiction } } } } }`,
      auditor,
      { r: ['vinh', 'thai-hoa', 'hoang-mai'].map((slug) => ({ __typename: 'Jurisdiction', slug })) },
    );
    expect((await office.requests()) - before).toBe(1);
    const [first] = data['_entities'] as {
      documentStatistics: Record<string, number> & { byMonth: Record<string, number | string>[] };
    }[];
    const outgoing = vinh.filter(({ direction }) => direction === 'OUTGOING');
    const signed = outgoing.filter(({ digitallySigned }) => digitallySigned);
    expect(first!.documentStatistics).toMatchObject({
      incoming: vinh.length - outgoing.length,
      outgoing: outgoing.length,
      signedOutgoing: signed.length,
      signedShare: signed.length / outgoing.length,
      provenance: { source: 'ioffice-nghe-an', jurisdiction: 'vinh' },
    });
    const { byMonth, ...whole } = first!.documentStatistics;
    const june = byMonth.find(({ period }) => period === '2026-06')!;
    const inJune = outgoing.filter(({ registeredOn }) => registeredOn.startsWith('2026-06'));
    const signedInJune = inJune.filter(({ digitallySigned }) => digitallySigned).length;
    expect(june).toMatchObject({ outgoing: inJune.length, signedShare: signedInJune / inJune.length });
    for (const count of ['incoming', 'outgoing', 'signedOutgoing', 'onTime', 'overdue', 'pending'] as const) {
      expect({ [count]: byMonth.reduce((sum, month) => sum + Number(month[count]), 0) }).toEqual({ [count]: whole[count] });
    }
    expect(whole['onTime']! + whole['overdue']!).toBeGreaterThan(0);
  });

  test('counts only the days asked for', async () => {
    const statistics = (period: string) =>
      ask(
        `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Jurisdiction { documentStatistics${period} { incoming outgoing } } } }`,
        ioc,
        { r: [{ __typename: 'Jurisdiction', slug: 'vinh' }] },
      );
    const within = vinh.filter(({ registeredOn }) => registeredOn >= '2026-01-01' && registeredOn <= '2026-03-31');
    const { data } = await statistics('(from: "2026-01-01", to: "2026-03-31")');
    const [{ documentStatistics }] = data['_entities'] as [{ documentStatistics: { incoming: number; outgoing: number } }];
    expect(documentStatistics.incoming + documentStatistics.outgoing).toBe(within.length);
    expect((await statistics('(from: "31/12/2026")')).errors).toContainEqual(
      expect.objectContaining({ extensions: { code: 'BAD_USER_INPUT', argument: 'from' } }),
    );
  });
});
