// The structure of an AuditEvent, copied by hand from FHIR R4 (4.0.1): elements, cardinalities, types, required bindings, invariants.
// https://hl7.org/fhir/R4/auditevent.html, https://hl7.org/fhir/R4/datatypes.html

type Element = readonly [min: 0 | 1, max: 1 | '*', type: string];
type Structure = Readonly<Record<string, Element>>;

const structures: Readonly<Record<string, Structure>> = {
  AuditEvent: {
    resourceType: [1, 1, 'code:AuditEvent'],
    id: [0, 1, 'id'],
    type: [1, 1, 'Coding'],
    subtype: [0, '*', 'Coding'],
    action: [0, 1, 'code:C|R|U|D|E'],
    period: [0, 1, 'Period'],
    recorded: [1, 1, 'instant'],
    outcome: [0, 1, 'code:0|4|8|12'],
    outcomeDesc: [0, 1, 'string'],
    purposeOfEvent: [0, '*', 'CodeableConcept'],
    agent: [1, '*', 'Agent'],
    source: [1, 1, 'Source'],
    entity: [0, '*', 'Entity'],
  },
  Agent: {
    type: [0, 1, 'CodeableConcept'],
    role: [0, '*', 'CodeableConcept'],
    who: [0, 1, 'Reference'],
    altId: [0, 1, 'string'],
    name: [0, 1, 'string'],
    requestor: [1, 1, 'boolean'],
    location: [0, 1, 'Reference'],
    policy: [0, '*', 'uri'],
    media: [0, 1, 'Coding'],
    network: [0, 1, 'Network'],
    purposeOfUse: [0, '*', 'CodeableConcept'],
  },
  Network: { address: [0, 1, 'string'], type: [0, 1, 'code:1|2|3|4|5'] },
  Source: { site: [0, 1, 'string'], observer: [1, 1, 'Reference'], type: [0, '*', 'Coding'] },
  Entity: {
    what: [0, 1, 'Reference'],
    type: [0, 1, 'Coding'],
    role: [0, 1, 'Coding'],
    lifecycle: [0, 1, 'Coding'],
    securityLabel: [0, '*', 'Coding'],
    name: [0, 1, 'string'],
    description: [0, 1, 'string'],
    query: [0, 1, 'base64Binary'],
    detail: [0, '*', 'Detail'],
  },
  Detail: { type: [1, 1, 'string'], valueString: [0, 1, 'string'], valueBase64Binary: [0, 1, 'base64Binary'] },
  Coding: {
    system: [0, 1, 'uri'],
    version: [0, 1, 'string'],
    code: [0, 1, 'code'],
    display: [0, 1, 'string'],
    userSelected: [0, 1, 'boolean'],
  },
  CodeableConcept: { coding: [0, '*', 'Coding'], text: [0, 1, 'string'] },
  Reference: { reference: [0, 1, 'string'], type: [0, 1, 'uri'], identifier: [0, 1, 'Identifier'], display: [0, 1, 'string'] },
  Identifier: {
    use: [0, 1, 'code:usual|official|temp|secondary|old'],
    type: [0, 1, 'CodeableConcept'],
    system: [0, 1, 'uri'],
    value: [0, 1, 'string'],
    period: [0, 1, 'Period'],
    assigner: [0, 1, 'Reference'],
  },
};

const primitives: Readonly<Record<string, RegExp>> = {
  id: /^[A-Za-z0-9\-.]{1,64}$/,
  code: /^\S+( \S+)*$/,
  uri: /^\S+$/,
  string: /^(?=.*\S)(?:\P{Cc}|[\t\r\n])+$/su,
  base64Binary: /^[A-Za-z0-9+/]+=*$/,
  instant:
    /^[1-9]\d{3}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?(Z|[+-]((0\d|1[0-3]):[0-5]\d|14:00))$/,
};

/** What of `value` is no AuditEvent of FHIR R4; empty where it is one. */
export function faultsOf(value: unknown): readonly string[] {
  const event = value as { agent?: { requestor?: unknown }[]; entity?: { name?: unknown; query?: unknown; what?: object }[] };
  const faults = faultsIn(value, 'AuditEvent', 'AuditEvent');
  if ((event.agent ?? []).filter(({ requestor }) => requestor === true).length > 1)
    faults.push('AuditEvent.agent: two requestors');
  for (const { name, query } of event.entity ?? [])
    if (name !== undefined && query !== undefined) faults.push('AuditEvent.entity: sev-1, a name and a query');
  return faults;
}

function faultsIn(value: unknown, type: string, path: string): string[] {
  const structure = structures[type];
  if (!structure) return isPrimitive(value, type) ? [] : [`${path}: no ${type}`];
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [`${path}: no ${type}`];
  const members = Object.entries(value);
  if (members.length === 0) return [`${path}: empty`];
  const missing = Object.entries(structure).filter(([name, [min]]) => min === 1 && !(name in value));
  return [
    ...missing.map(([name]) => `${path}.${name}: missing`),
    ...members.flatMap(([name, member]) => {
      const element = structure[name];
      return element ? faultsInMember(member, element, `${path}.${name}`) : [`${path}.${name}: unknown`];
    }),
  ];
}

function faultsInMember(member: unknown, [, max, type]: Element, path: string): string[] {
  if (max === 1) return faultsIn(member, type, path);
  if (!Array.isArray(member) || member.length === 0) return [`${path}: no list, or an empty one`];
  return member.flatMap((item, index) => faultsIn(item, type, `${path}[${index}]`));
}

function isPrimitive(value: unknown, type: string): boolean {
  if (type === 'boolean') return typeof value === 'boolean';
  if (typeof value !== 'string') return false;
  const [primitive, allowed] = type.split(':') as [string, string | undefined];
  return primitives[primitive]!.test(value) && (allowed === undefined || allowed.split('|').includes(value));
}
