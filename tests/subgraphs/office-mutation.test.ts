import { randomUUID } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { HubError } from '../../core/errors.js';
import { wellKnown } from '../../sandbox/world/index.js';
import { AssignmentRole } from '../../subgraphs/office/assignment.type.js';
import { DocumentDirection } from '../../subgraphs/office/document-enums.type.js';
import {
  auditor,
  citizen,
  codesIn,
  idOf,
  ioc,
  ngheAn,
  officer,
  officerInIoc,
  startOfficeSubgraph,
  vinh,
} from './office-fixture.js';
import { closing, sourceOf, stub } from './office-stub.js';

const own = vinh.filter(({ agencyId }) => agencyId === wellKnown.agencyId);
const incoming = own.find(({ direction }) => direction === 'INCOMING')!;
const outgoing = own.find(({ direction }) => direction === 'OUTGOING')!;
const colleagues = vinh.find(({ agencyId }) => agencyId !== wellKnown.agencyId)!;
const secret = Math.max(...ngheAn.map(({ id }) => id)) + 1;

const mutation = `mutation ($input: AssignDocumentInput!, $key: ID!) { assignDocument(input: $input, idempotencyKey: $key) {
  document { id dueOn steps { action comment officerName } } } }`;
const lead = { document: idOf(incoming.id), assignee: 'canbo2', role: 'LEAD', dueOn: '2026-11-20', comment: 'Xử lý gấp' };

interface Assigned {
  readonly document: {
    readonly dueOn: string | null;
    readonly steps: readonly { readonly action: string; readonly comment: string }[];
  };
}

let office: Awaited<ReturnType<typeof startOfficeSubgraph>>;
beforeAll(async () => void (office = await startOfficeSubgraph()));
afterAll(() => office.close());

const assign = (input: object, key: string = randomUUID(), caller = officer) => office.ask(mutation, caller, { input, key });
const assigned = (answer: Awaited<ReturnType<typeof assign>>) => answer.data['assignDocument'] as Assigned | null;
const read = async (id: number) =>
  (await office.ask(`{ document(id: "${idOf(id)}") { dueOn steps { action comment } } }`, officer)).data[
    'document'
  ] as Assigned['document'];

describe('assignDocument', () => {
  test('is kept by the office system: the payload and every later read show it', async () => {
    const before = await read(incoming.id);
    const answer = await assign(lead);
    expect(answer.errors).toEqual([]);
    const { document } = assigned(answer)!;
    expect(document).toMatchObject({ id: lead.document, dueOn: '2026-11-20' });
    expect(document.steps).toHaveLength(before.steps.length + 1);
    expect(document.steps.at(-1)).toMatchObject({ action: 'Chuyển chủ trì', comment: 'Xử lý gấp' });
    expect(await read(incoming.id)).toMatchObject({
      dueOn: '2026-11-20',
      steps: document.steps.map(({ action }) => ({ action })),
    });
  });

  test('goes the way of documents issued, too, and leaves the due day of those who only help or know', async () => {
    const before = await read(outgoing.id);
    for (const [role, action] of [
      ['SUPPORT', 'Chuyển phối hợp'],
      ['INFORM', 'Chuyển để biết'],
    ] as const) {
      const { document } = assigned(await assign({ document: idOf(outgoing.id), assignee: 'H41.17.2', role }))!;
      expect(document.dueOn).toBe(before.dueOn);
      expect(document.steps.at(-1)).toMatchObject({ action });
    }
  });

  test('under the same key is made once, and refuses another input', async () => {
    const key = randomUUID();
    const first = assigned(await assign(lead, key))!;
    const again = await assign(lead, key);
    expect(again.errors).toEqual([]);
    expect(assigned(again)).toEqual(first);
    const other = await assign({ ...lead, assignee: 'canbo3' }, key);
    expect(other.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument: 'idempotencyKey' } }]);
    expect((await read(incoming.id)).steps).toHaveLength(first.document.steps.length);
    // Another person's key is another key.
    const colleague = { ...officer, subject: 'someone-else' };
    const theirs = assigned(await assign({ ...lead, assignee: 'canbo3' }, key, colleague))!;
    expect(theirs.document.steps).toHaveLength(first.document.steps.length + 1);
  });

  test('reaches documents of the officer’s own agency alone', async () => {
    const to = { assignee: 'canbo2', role: 'LEAD' };
    for (const caller of [officer, officerInIoc]) {
      const theirs = await assign({ ...to, document: idOf(colleagues.id) }, randomUUID(), caller);
      expect({ data: assigned(theirs), codes: codesIn(theirs) }).toEqual({ data: null, codes: ['NOT_FOUND'] });
    }
    for (const document of [idOf(secret), idOf(99_999_999), 'ioffice-nowhere:1'])
      expect(codesIn(await assign({ ...to, document }))).toEqual(['NOT_FOUND']);
    const before = await office.requests();
    expect(codesIn(await assign({ ...to, document: 'ioffice-hue:1' }))).toEqual(['FORBIDDEN']);
    expect(await office.requests()).toBe(before);
  });

  test.each([auditor, ioc, citizen])('is refused to $roles, before anything is asked', async (caller) => {
    const before = await office.requests();
    expect(codesIn(await assign(lead, randomUUID(), caller))).toEqual(['UNAUTHORIZED_FIELD_OR_TYPE']);
    expect(await office.requests()).toBe(before);
  });

  test.each([
    [{ ...lead, document: '10001' }, randomUUID(), 'input.document'],
    [{ ...lead, assignee: 'Nguyễn Văn A' }, randomUUID(), 'input.assignee'],
    [{ ...lead, assignee: '' }, randomUUID(), 'input.assignee'],
    [{ ...lead, dueOn: '20/11/2026' }, randomUUID(), 'input.dueOn'],
    [{ ...lead, role: 'INFORM' }, randomUUID(), 'input.dueOn'],
    [{ ...lead, comment: ' ' }, randomUUID(), 'input.comment'],
    [{ ...lead, comment: 'x'.repeat(1001) }, randomUUID(), 'input.comment'],
    [lead, 'short', 'idempotencyKey'],
    [lead, 'x'.repeat(65), 'idempotencyKey'],
    [lead, 'key with spaces', 'idempotencyKey'],
  ])('what is wrong in call %# is named', async (input, key, argument) => {
    const before = await office.requests();
    const { errors } = await assign(input, key);
    expect(errors).toMatchObject([{ path: ['assignDocument'], extensions: { code: 'BAD_USER_INPUT', argument } }]);
    expect(errors[0]!.message).not.toMatch(/pattern|Invalid/);
    expect(await office.requests()).toBe(before);
  });
});

describe('a write', () => {
  const assignment = {
    number: 7,
    direction: DocumentDirection.INCOMING,
    assignee: 'canbo2',
    role: AssignmentRole.LEAD,
    dueOn: null,
    comment: null,
  };

  test.each([{ id: 8 }, null])('that the system answers with %j is an error, and is not tried again', async (answer) => {
    const paths: string[] = [];
    const { config } = await stub((path) => (paths.push(path), answer));
    const failed = await sourceOf(config)
      .assign(assignment, 'a-request-key')
      .catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(HubError);
    expect(failed).toMatchObject({ extensions: { code: 'SOURCE_BAD_DATA', source: 'ioffice-test' } });
    expect(paths).toEqual(['/incommingdocument/tranferdocument/']);
  });

  test('that the system does not answer in time is not tried again', async () => {
    let writes = 0;
    const silent = http.createServer((request, response) => {
      if (request.url !== '/login/') return void (writes += 1);
      response.setHeader('content-type', 'application/json');
      return response.end(JSON.stringify({ status: { code: '0' }, data: { token: 't' } }));
    });
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    closing(async () => (silent.closeAllConnections(), silent.close()));
    const { config } = await stub(() => null, { timeoutMs: 200 });
    const url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
    await expect(sourceOf({ ...config, url }).assign(assignment, 'a-request-key')).rejects.toMatchObject({
      extensions: { code: 'SOURCE_TIMEOUT', source: 'ioffice-test' },
    });
    expect(writes).toBe(1);
  });
});
