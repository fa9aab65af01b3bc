import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Caller } from '../../auth/caller.js';
import { accessTo, auditor, callerWith, citizen, hanh, serveAccess } from './access.kit.js';

let access: Awaited<ReturnType<typeof serveAccess>>;
beforeAll(async () => {
  access = await serveAccess(Array.from({ length: 5 }, (_, at) => accessTo([hanh], `r${at}`)));
});
afterAll(() => access.close());

describe('the rights to it', () => {
  const questions = {
    accessRecords: '{ x: accessRecords(first: 1) { totalCount } }',
    accessSummary: '{ x: accessSummary(filter: { from: "2026-06-01", to: "2026-06-30" }) { entries } }',
    accessPatterns: '{ x: accessPatterns(from: "2026-06-01", to: "2026-06-30") { entries } }',
    accessLogIntegrity: '{ x: accessLogIntegrity { entries } }',
    myAccessLog: '{ x: myAccessLog(first: 1) { totalCount } }',
  };
  const roles = ['citizen', 'officer', 'clinician', 'ioc', 'province', 'reporter', 'auditor', 'admin'];
  const may: Record<keyof typeof questions, string[]> = {
    accessRecords: ['auditor'],
    accessSummary: ['auditor'],
    accessPatterns: ['auditor'],
    accessLogIntegrity: ['auditor', 'admin'],
    myAccessLog: ['citizen'],
  };
  const refusalOf = async (caller: Caller, query: string) => (await access.ask(caller, query)).errors?.[0]?.extensions?.['code'];

  test.each(Object.entries(questions))('%s is answered to those only who may ask it', async (name, query) => {
    const answered: string[] = [];
    for (const role of roles) {
      const code = await refusalOf(callerWith(role, { personalId: hanh }), query);
      if (code === undefined) answered.push(role);
      else expect(code).toBe('UNAUTHORIZED_FIELD_OR_TYPE');
    }
    expect(answered).toEqual(may[name as keyof typeof questions]);
  });

  test('count under a purpose; how far it is signed takes none', async () => {
    for (const [name, query] of Object.entries(questions)) {
      const role = name === 'myAccessLog' ? 'citizen' : 'auditor';
      const code = await refusalOf(callerWith(role, { purpose: null, personalId: hanh }), query);
      expect([name, code]).toEqual([name, name === 'accessLogIntegrity' ? undefined : 'UNAUTHORIZED_FIELD_OR_TYPE']);
    }
  });

  test('do not help where there is no log', async () => {
    const none = await serveAccess(null);
    for (const [name, query] of Object.entries(questions)) {
      const caller = name === 'myAccessLog' ? citizen : auditor;
      const { data, errors } = await none.ask(caller, query);
      expect(data).toEqual({ x: null });
      expect(errors).toEqual([expect.objectContaining({ extensions: { code: 'SERVICE_UNAVAILABLE' } })]);
    }
    await none.close();
  });
});

test('how far each log is signed, kept elsewhere and verified is told, or that nobody can tell', async () => {
  const { data } = await access.ask(
    callerWith('admin'),
    '{ accessLogIntegrity { log entries lastCheckpoint { size at } notYetSealed verifiedUpTo anchoring } }',
  );
  expect(data).toEqual({
    accessLogIntegrity: [
      {
        log: 'hub',
        entries: 5,
        lastCheckpoint: { size: 4, at: '2026-06-15T02:59:00.000Z' },
        notYetSealed: 1,
        verifiedUpTo: null,
        anchoring: 'ANCHORED',
      },
      { log: 'other', entries: 0, lastCheckpoint: null, notYetSealed: 0, verifiedUpTo: null, anchoring: null },
    ],
  });
});
