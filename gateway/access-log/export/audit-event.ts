import type { AuditEvent, AuditEventAgent, AuditEventEntity, AuditEventEntityDetail } from 'fhir/r4.js';
import { outcomes, type AccessRecord, type Entry } from '../record.js';
import { actionOf, agentTypes, codes, outcomeCodes, own, purposeConcepts, subtypesOf } from './audit-codes.js';

/**
 * A record as a FHIR R4 AuditEvent, in the manner of IHE's Basic Audit Log Patterns: who (user, client, hub), why, what, of whom. The
 * patterns ask for the question as it was sent, which no record holds: its hash stands there instead.
 */
export function auditEventOf(record: AccessRecord, { log, seq, hash }: Pick<Entry, 'log' | 'seq' | 'hash'>): AuditEvent {
  return {
    resourceType: 'AuditEvent',
    // 64 characters, as many as an id may have: it leads back to the very record.
    id: hash,
    type: codes.rest,
    subtype: subtypesOf(record),
    action: actionOf(record),
    recorded: record.at,
    outcome: outcomeCodes[record.outcome],
    outcomeDesc: `${record.outcome}: ${outcomes[record.outcome]}`,
    ...(record.purpose && { purposeOfEvent: purposeConcepts(record.purpose.code) }),
    agent: agentsOf(record, log),
    source: { site: log, observer: { identifier: { system: own('log'), value: log } }, type: [codes.applicationServer] },
    entity: [questionOf(record, seq), ...subjectsOf(record), requestOf(record)],
  };
}

function agentsOf({ actor }: AccessRecord, log: string): AuditEventAgent[] {
  const hub: AuditEventAgent = {
    type: agentTypes.hub,
    who: { identifier: { system: own('log'), value: log } },
    requestor: false,
  };
  if (!actor) return [hub];
  const { issuer, subject, client, tokenId, roles } = actor;
  const user: AuditEventAgent = {
    type: agentTypes.user,
    ...(roles.length > 0 && { role: roles.map((role) => ({ coding: [{ system: own('role'), code: role }] })) }),
    who: { identifier: { system: issuer, value: text(subject) } },
    requestor: true,
    policy: [`${own('token')}:${encodeURIComponent(tokenId)}`],
  };
  const application: AuditEventAgent = {
    type: agentTypes.client,
    who: { identifier: { system: own('client'), value: text(client) } },
    requestor: false,
  };
  return [user, application, hub];
}

function questionOf(record: AccessRecord, seq: number): AuditEventEntity {
  const { name, hash } = record.operation;
  return {
    ...(hash !== null && { what: { identifier: { system: own('document-sha256'), value: hash } } }),
    type: codes.systemObject,
    role: codes.query,
    ...(name !== null && { name: text(name) }),
    detail: [detail('seq', seq), ...answeredOf(record), ...reasonsOf(record)],
  };
}

/** What was answered, and what was not. */
function answeredOf({ fields, personal, categories, variables, counts, sources, denied, refusal, http }: AccessRecord) {
  return [
    ...fields.map((field) => detail(field in personal ? `field-${personal[field]!.toLowerCase()}` : 'field', field)),
    ...categories.map((category) => detail('category', category)),
    ...Object.entries(variables).map(([variable, hash]) => detail(`variable ${variable}`, hash)),
    ...Object.entries(counts).map(([count, value]) => detail(`count ${count}`, value)),
    ...sources.map(({ name, status, ms }) => detail('source', `${name} ${status} ${ms} ms`)),
    ...denied.map((field) => detail('denied', field)),
    ...given('refusal', refusal),
    detail('http', http),
  ];
}

/** From where and why, and when the people concerned may read of it. */
function reasonsOf({ actor, address, purpose, visibility, review }: AccessRecord) {
  const jurisdictions = actor ? [actor.jurisdictions].flat() : [];
  return [
    detail('address', address),
    ...jurisdictions.map((jurisdiction) => detail('jurisdiction', jurisdiction)),
    ...given('agency', actor?.agency),
    ...given('case', purpose?.case),
    ...given('reason', purpose?.reason),
    ...given('legal-basis', purpose?.legalBasis),
    detail('visibility', visibility.until === null ? visibility.class : `${visibility.class} ${visibility.until}`),
    ...(review ? [detail('review', 'required')] : []),
  ];
}

/** One for each person, by keyed hash: all of them. */
function subjectsOf({ subjects, categories }: AccessRecord): AuditEventEntity[] {
  const role = categories.includes('HEALTH') ? codes.patient : codes.dataSubject;
  return subjects.map((value) => ({ what: { identifier: { system: own('subject'), value } }, type: codes.person, role }));
}

function requestOf({ request, correlation }: AccessRecord): AuditEventEntity {
  return {
    what: { identifier: { system: own('request'), value: request } },
    type: codes.requestId,
    ...(correlation !== null && { detail: [detail('correlation', correlation)] }),
  };
}

const detail = (type: string, value: string | number): AuditEventEntityDetail => ({
  type: text(type),
  valueString: text(String(value)),
});
const given = (type: string, value: string | null | undefined): AuditEventEntityDetail[] =>
  value === null || value === undefined ? [] : [detail(type, value)];

/** A text as FHIR allows it: no control characters, and never nothing. */
const text = (value: string): string => value.replaceAll(/[^\P{Cc}\t\r\n]/gu, '\uFFFD').replace(/^\s*$/, '-');
