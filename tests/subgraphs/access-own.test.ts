import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { AccessRecord } from '../../gateway/access-log/record.js';
import { accessTo, binh, callerWith, citizen, hanh, hash, official, serveAccess } from './access.kit.js';

const delayed = (until: string) => ({ class: 'DELAYED', until }) as const;
const withheld = (until: string | null) => ({ class: 'WITHHELD', until }) as const;
const at = (day: number) => `2026-06-${String(day).padStart(2, '0')}T01:00:00.000Z`;

const records: AccessRecord[] = [
  accessTo([hanh], 'own', { at: at(1) }),
  accessTo([hanh, binh], 'both', {
    at: at(2),
    personal: { 'LandUser.fullName': 'CLEAR', 'Person.personalId': 'MASKED' },
    categories: ['HEALTH', 'IDENTITY'],
    purpose: { code: 'EMERGENCY', case: 'ca-cap-cuu', reason: 'Nguyễn Văn A hôn mê', legalBasis: 'Luật 15/2023/QH15' },
    review: true,
  }),
  accessTo([binh], 'other', { at: at(3) }),
  // The kit's clock stands on 15 June.
  accessTo([hanh], 'over', { at: at(4), visibility: delayed(at(10)) }),
  accessTo([hanh], 'not yet', { at: at(5), visibility: delayed(at(16)) }),
  accessTo([hanh], 'ordered', { at: at(6), visibility: withheld(null) }),
  accessTo([hanh], 'order ended', { at: at(7), visibility: withheld(at(14)) }),
  accessTo([hanh], 'masked', {
    at: at(8),
    personal: { 'Person.personalId': 'MASKED' },
    actor: { ...official, agency: null, jurisdictions: '*' },
  }),
];

let access: Awaited<ReturnType<typeof serveAccess>>;
beforeAll(async () => void (access = await serveAccess(records)));
afterAll(() => access.close());

const everything = `nodes { at agency { id } jurisdictions { slug } purpose { code description legalBasis } categories masked emergency }
  pageInfo { hasNextPage endCursor } totalCount subject`;
interface Mine {
  nodes: Record<string, unknown>[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}
const mine = async (personalId: string, first = 20, after: string | null = null) => {
  const { data, errors } = await access.ask(
    callerWith('citizen', { personalId, jurisdictions: ['vinh'] }),
    `query ($first: Int!, $after: String) { myAccessLog(first: $first, after: $after) { ${everything} } }`,
    { first, after },
  );
  expect(errors ?? []).toEqual([]);
  return data!['myAccessLog'] as Mine;
};
const days = ({ nodes }: Mine) => nodes.map((node) => Number(String(node['at']).slice(8, 10)));

describe('what the log says of me', () => {
  test('is newest first: at once, after its delay, after its order, and not before', async () => {
    expect(days(await mine(hanh))).toEqual([8, 7, 4, 2, 1]);
  });

  test('pages neither repeat nor skip, and do not show that something is missing', async () => {
    const seen: number[] = [];
    let after: string | null = null;
    for (let more = true; more;) {
      const page = await mine(hanh, 2, after);
      seen.push(...days(page));
      ({ hasNextPage: more, endCursor: after } = page.pageInfo);
    }
    expect(seen).toEqual([8, 7, 4, 2, 1]);
  });

  test('says which institution, why, what kinds of data, whether masked, whether in an emergency', async () => {
    const { nodes } = await mine(hanh);
    expect(nodes[3]).toEqual({
      at: at(2),
      agency: { id: 'H41.17' },
      jurisdictions: [{ slug: 'vinh' }],
      purpose: {
        code: 'EMERGENCY',
        description: expect.stringContaining('cấp cứu'),
        legalBasis: expect.stringContaining('Luật Khám bệnh, chữa bệnh'),
      },
      categories: ['HEALTH', 'IDENTITY'],
      masked: false,
      emergency: true,
    });
    expect(nodes[0]).toMatchObject({ agency: null, jurisdictions: null, masked: true, emergency: false });
  });

  test('two people in one record each see it, and nothing of the other or of how many', async () => {
    const [hers, his] = [await mine(hanh), await mine(binh)];
    expect(days(his)).toEqual([3, 2]);
    expect(his.nodes[1]).toEqual(hers.nodes[3]);
    for (const [own, other, page] of [
      [hanh, binh, hers],
      [binh, hanh, his],
    ] as const) {
      const text = JSON.stringify(page);
      expect(text).toContain(own);
      for (const secret of [other, hash.subject(other), hash.subject(own)]) expect(text).not.toContain(secret);
    }
  });

  test('never names the official, the account, the application, the case or the reason', async () => {
    const text = JSON.stringify(await mine(hanh));
    for (const secret of ['canbo-77', 'one-stop-desk', 'id.example', 'token-77', 'ca-cap-cuu', 'hôn mê'])
      expect(text).not.toContain(secret);
    const type = access.subgraph.schema.getType('MyAccess') as unknown as { getFields(): object };
    expect(Object.keys(type.getFields()).toSorted()).toEqual(
      ['agency', 'at', 'categories', 'emergency', 'jurisdictions', 'masked', 'purpose'].toSorted(),
    );
  });

  test('is of whom the token names: no argument can name another', async () => {
    const { myAccessLog } = access.subgraph.schema.getQueryType()!.getFields();
    expect(myAccessLog!.args.map(({ name }) => name)).toEqual(['first', 'after']);
    access.asked.length = 0;
    await mine(hanh);
    expect(access.asked).toEqual([{ subject: hash.subject(hanh), first: 20 }]);
    const { errors } = await access.ask(callerWith('citizen'), '{ myAccessLog(first: 1) { totalCount } }');
    expect(errors![0]!.extensions).toEqual({ code: 'FORBIDDEN' });
  });

  test('refuses a cursor of another list, and too many at a time', async () => {
    for (const [argument, args] of [
      ['after', 'first: 1, after: "zz"'],
      ['first', 'first: 101'],
    ] as const) {
      const { errors } = await access.ask(citizen, `{ myAccessLog(${args}) { totalCount } }`);
      expect(errors![0]!.extensions).toEqual({ code: 'BAD_USER_INPUT', argument });
    }
  });
});
