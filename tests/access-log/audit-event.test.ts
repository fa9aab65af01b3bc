import { readFileSync } from 'node:fs';
import { assert, constantFrom, oneof, property, string } from 'fast-check';
import { describe, expect, test } from '@jest/globals';
import { hashOf } from '../../gateway/access-log/evidence/chain.js';
import { auditEventOf } from '../../gateway/access-log/export/audit-event.js';
import { outcomes, type AccessRecord, type Outcome } from '../../gateway/access-log/record.js';
import { faultsOf } from './audit-event.kit.js';

const linesOf = (name: string) =>
  readFileSync(new URL(`../fixtures/${name}`, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n');

/** Eight records as they are exported, and the AuditEvent of each. */
const corpus = linesOf('audit-events.records.jsonl').map((text) => {
  const { log, seq, ...record } = JSON.parse(text) as AccessRecord & { log: string; seq: number };
  return { record, place: { log, seq, hash: hashOf(text) } };
});
const [first, audit, emergency, citizen, , anonymous, mutation] = corpus.map(({ record, place }) => auditEventOf(record, place));
const withSubjects = (subjects: readonly string[]) => auditEventOf({ ...corpus[0]!.record, subjects }, corpus[0]!.place);
const details = (event: typeof first, type: string) =>
  event!.entity![0]!.detail!.filter((detail) => detail.type === type).map(({ valueString }) => valueString);

describe('a record as an AuditEvent', () => {
  test('is the example that is shipped', () => {
    const events = linesOf('audit-events.fhir.ndjson').map((line) => JSON.parse(line) as unknown);
    expect(corpus.map(({ record, place }) => JSON.parse(JSON.stringify(auditEventOf(record, place))) as unknown)).toEqual(events);
  });

  test.each(corpus.map(({ record, place }) => [place.seq, auditEventOf(record, place)]))(
    'is valid FHIR R4: example %d',
    (_, event) => {
      expect(faultsOf(JSON.parse(JSON.stringify(event)))).toEqual([]);
    },
  );

  test('is valid FHIR R4, whatever texts the record holds', () => {
    const hostile = oneof(string(), string({ unit: 'binary' }), constantFrom('', ' ', '\0', '\u2028', 'a\tb'));
    const place = corpus[0]!.place;
    assert(
      property(hostile, hostile, constantFrom<Outcome>(...(Object.keys(outcomes) as Outcome[])), (name, value, outcome): void => {
        const { record } = corpus[2]!;
        const purpose = { ...record.purpose!, reason: value, case: name };
        const actor = { ...record.actor!, subject: value, client: name, tokenId: value };
        const event = auditEventOf(
          { ...record, actor, purpose, outcome, operation: { ...record.operation, name }, variables: { [name]: value } },
          place,
        );
        expect(faultsOf(JSON.parse(JSON.stringify(event)))).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  test('leads back to the record it was made of', () => {
    expect(first!.id).toBe(corpus[0]!.place.hash);
    expect(details(first, 'seq')).toEqual(['1']);
    expect(first!.source.observer.identifier!.value).toBe('vinh');
  });

  test('names everybody concerned by keyed hash, and nobody twice', () => {
    const many = Array.from({ length: 10_000 }, (_, number) => `subject-${number}`);
    const named = withSubjects(many).entity!.filter(({ type }) => type!.code === '1');
    expect(named.map(({ what }) => what!.identifier!.value)).toEqual(many);
  });

  test('calls people patients only where health data was answered', () => {
    const roleOf = (event: typeof first) => event!.entity!.find(({ type }) => type!.code === '1')!.role!.code;
    expect([roleOf(first), roleOf(emergency)]).toEqual(['data-subject', '1']);
  });

  test('says user, application and hub; of a request without sign-in the hub alone', () => {
    expect(first!.agent.map(({ type, requestor }) => [type!.coding![0]!.code, requestor])).toEqual([
      ['IRCP', true],
      ['110153', false],
      ['110152', false],
    ]);
    expect(anonymous!.agent.map(({ type }) => type!.coding![0]!.code)).toEqual(['110152']);
  });

  test('says the purpose in the words of HL7 where it has one, and in ours', () => {
    const codesOf = (event: typeof first) => event!.purposeOfEvent?.flatMap(({ coding }) => coding!.map(({ code }) => code));
    expect(codesOf(emergency)).toEqual(['ETREAT', 'BTG', 'EMERGENCY']);
    expect(codesOf(audit)).toEqual(['AUDIT']);
    expect(codesOf(mutation)).toBeUndefined();
    expect(details(audit, 'case')).toEqual(['12/KH-TTr']);
    expect(details(emergency, 'review')).toEqual(['required']);
  });

  test('tells what was seen from what was masked, and both from what is nobody’s', () => {
    expect(details(first, 'field-clear')).toEqual(['DossierApplicant.fullName', 'DossierApplicant.phone']);
    expect(details(audit, 'field-masked')).toEqual(['DossierApplicant.fullName', 'DossierApplicant.phone']);
    expect(details(audit, 'field')).toEqual(['Dossier.applicant', 'Dossier.status', 'Query.dossier']);
  });

  test('counts what was answered in part as a success: it was disclosed', () => {
    expect(corpus.map(({ record, place }) => [record.outcome, auditEventOf(record, place).outcome])).toEqual([
      ['granted', '0'],
      ['granted', '0'],
      ['granted', '0'],
      ['partial', '0'],
      ['denied', '4'],
      ['denied', '4'],
      ['granted', '0'],
      ['unavailable', '12'],
    ]);
    expect(citizen!.outcomeDesc).toMatch(/^partial: /);
  });

  test('tells reading from changing', () => {
    expect([first!.action, mutation!.action]).toEqual(['E', 'U']);
  });
});

test('the check of the structure finds what FHIR forbids', () => {
  const event = JSON.parse(JSON.stringify(first)) as Record<string, unknown>;
  const agent = (event['agent'] as object[])[0]!;
  expect(faultsOf({ ...event, recorded: undefined, extra: 1 })).toEqual([
    'AuditEvent.recorded: no instant',
    'AuditEvent.extra: unknown',
  ]);
  expect(faultsOf({ ...event, agent: [] })).toEqual(['AuditEvent.agent: no list, or an empty one']);
  expect(faultsOf({ ...event, agent: [agent, agent] })).toEqual(['AuditEvent.agent: two requestors']);
  expect(faultsOf({ ...event, outcome: '5', recorded: '2026-06-09' })).toEqual([
    'AuditEvent.recorded: no instant',
    'AuditEvent.outcome: no code:0|4|8|12',
  ]);
  expect(faultsOf({ ...event, entity: [{ name: 'a', query: 'YQ==' }] })).toEqual([
    'AuditEvent.entity: sev-1, a name and a query',
  ]);
});
