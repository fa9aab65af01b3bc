import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { buildGateway } from '../../gateway/server.js';
import { callInMemory } from '../../gateway/subgraph-call/memory.js';
import { composeSupergraph } from '../../gateway/supergraph/compose.js';
import { inMemory, serveSubgraph } from '../../schema/serve.js';
import { createAccessSubgraph } from '../../subgraphs/access/index.js';
import { logInMemory } from '../gateway/access-log.kit.js';
import { accessTo, binh, callerWith, hanh, hash, now, readerOver, storeInMemory } from './access.kit.js';

const log = logInMemory();
let gateway: FastifyInstance;
let subgraph: FastifyInstance;
beforeAll(async () => {
  const { store } = storeInMemory([accessTo([hanh, binh], 'r1'), accessTo([hanh], 'r2')]);
  const access = await createAccessSubgraph(readerOver(store), () => now);
  subgraph = await serveSubgraph(access, { identify: () => Promise.reject(new Error('not used')) });
  gateway = await buildGateway({
    supergraphSdl: composeSupergraph([access]),
    trustedDocuments: '*',
    verifier: { verify: async (role) => callerWith(role, { purpose: null, personalId: role === 'citizen' ? hanh : null }) },
    callFor: (name) => callInMemory(name, inMemory(subgraph, access)),
    accessLog: log.accessLog,
  });
});
afterAll(async () => {
  await gateway.close();
  await subgraph.close();
});

const auditing = { 'x-purpose': 'AUDIT', 'x-case-reference': '12/QD-TTr' };
async function ask(role: string, query: string, headers: Record<string, string>, variables: object = {}) {
  const answer = await gateway.inject({
    method: 'POST',
    url: '/graphql',
    headers: { authorization: `Bearer ${role}`, ...headers },
    payload: { query, variables },
  });
  return {
    status: answer.statusCode,
    text: answer.body,
    ...answer.json<{ data: Record<string, unknown>; extensions?: object }>(),
  };
}

describe('reading the log is itself recorded', () => {
  const about = 'query ($who: ID) { accessRecords(filter: { subject: $who }, first: 10) { nodes { at actor { subject } } } }';

  test('as an access to the data of whom an auditor asked about, whatever was found', async () => {
    for (const who of [hanh, binh, '040199000009']) {
      await ask('auditor', about, auditing, { who });
      expect(log.last()).toMatchObject({
        purpose: { code: 'AUDIT', case: '12/QD-TTr' },
        subjects: [hash.subject(who)],
        outcome: 'granted',
        visibility: { class: 'DELAYED' },
      });
      expect(JSON.stringify(log.last())).not.toContain(who);
    }
  });

  test('as an access to nobody’s, where an auditor asked about nobody', async () => {
    await ask('auditor', about, auditing);
    expect(log.last()).toMatchObject({ subjects: [], outcome: 'granted', personal: { 'AccessActor.subject': 'CLEAR' } });
  });

  test('as a citizen’s access to their own', async () => {
    const { data } = await ask('citizen', '{ myAccessLog(first: 1) { nodes { at } } }', { 'x-purpose': 'OWN_DATA' });
    expect(data['myAccessLog']).toMatchObject({ nodes: [{ at: expect.any(String) }] });
    expect(log.last()).toMatchObject({
      purpose: { code: 'OWN_DATA' },
      subjects: [hash.subject(hanh)],
      visibility: { class: 'NOW' },
    });
  });

  test('by a query that shows nobody by whom it is recorded: auditors find no pseudonym beside an identifier', async () => {
    const query = 'query ($who: ID) { accessRecords(filter: { subject: $who }, first: 1) { subject } }';
    const { data, extensions, text } = await ask('auditor', query, auditing, { who: hanh });
    expect(data).toEqual({ accessRecords: { subject: null } });
    expect(extensions).toEqual({ masked: [{ mask: 'HIDE', coordinate: 'AccessRecordConnection.subject' }] });
    expect(text).not.toContain(hanh);
  });
});

test('without a purpose the log is not read, and is not even asked', async () => {
  for (const [role, query] of [
    ['auditor', '{ accessRecords(first: 1) { totalCount } }'],
    ['citizen', '{ myAccessLog(first: 1) { totalCount } }'],
  ] as const) {
    expect(await ask(role, query, {})).toMatchObject({ status: 403, errors: [{ extensions: { code: 'PURPOSE_REQUIRED' } }] });
    expect(log.last()).toMatchObject({ sources: [], refusal: 'PURPOSE_REQUIRED' });
  }
});
