import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import {
  buildSchema,
  getNamedType,
  isCompositeType,
  isInputObjectType,
  isLeafType,
  isObjectType,
  type GraphQLObjectType,
} from 'graphql';
import { splitSupergraph } from '../gateway/supergraph/split.js';

const schema = buildSchema(readFileSync('schema/api.graphql', 'utf8'));
const { personalData, reveals } = splitSupergraph(readFileSync('schema/supergraph.graphql', 'utf8'));

/** Fields that look personal and are not: each with the reason. */
const notPersonal: Readonly<Record<string, string>> = {
  'Document.issuerName': 'the name of an agency',
  'DocumentSigner.fullName': 'whoever signs for an agency acts for it, in public',
  'DocumentSigner.position': 'an office somebody holds, not the person',
  'Parcel.address': 'where land lies, as on the public map; who uses it stands under land:personal',
  'DossierFee.paidAmount': 'what the procedure charges; who applied stands under public-services:personal',
  'DossierFee.paid': 'whether the procedure’s charge is met; who applied stands under public-services:personal',
};

const exactName =
  /^(fullName|personalId|birth\w*|phone\w*|mobile\w*|email|\w*[aA]ddress|insurance\w*|sex|gender|comment|note|paid\w*)$/;
const nameOfSomebody = /[a-z](Name|By)$|([oO]fficer|[sS]igner|[aA]pplicant|[oO]wner|[aA]uthor|[aA]ssignee|[rR]eporter)/;
const personType = /(Person|Patient|Applicant|Signer|Officer|Citizen|User|Owner|Assignee|Reporter)$/;

/** Arguments and input fields by which somebody could be looked for, and whose use tells nothing of them: each with the reason. */
const tellsNothing: Readonly<Record<string, string>> = {
  'AccessFilter.actor': 'the account of who read, which auditors see beside it; not the person read about',
  'AccessFilter.subject':
    'an auditor has it from the complaint and learns who read, never who it is; the reading is recorded as one of this person’s data',
  'AccessSummaryFilter.actor': 'the account of who read, which auditors see beside it',
  'AssignDocumentInput.assignee':
    'the officer’s account in the office system, to whom work is given: nothing is looked for by it',
  'DocumentFilter.signer': 'whoever signs for an agency acts for it, in public',
};

const namesSomebody =
  /^(\w*[pP]erson\w*|\w*[nN]ame|\w*[cC]itizen\w*|birth\w*|\w*[pP]hone\w*|mobile\w*|\w*[eE]mail\w*|\w*[aA]ddress|insurance\w*|\w*[iI]dentif\w*|subject\w*|actor|patient\w*|applicant\w*|signer\w*|officer\w*|owner\w*|user\w*|author\w*|assignee\w*|reporter\w*)$/;

const inputs = Object.values(schema.getTypeMap())
  .filter((type) => !type.name.startsWith('__'))
  .flatMap((type) => {
    if (isInputObjectType(type)) return Object.values(type.getFields()).map(({ name }) => ({ name, at: `${type.name}.${name}` }));
    if (!isObjectType(type)) return [];
    return Object.values(type.getFields()).flatMap((field) =>
      field.args.map(({ name }) => ({ name, at: `${type.name}.${field.name}(${name}:)` })),
    );
  })
  .filter(({ name }) => namesSomebody.test(name))
  .map(({ at }) => at);

const objects = Object.values(schema.getTypeMap()).filter((type) => isObjectType(type) && !type.name.startsWith('__'));
const leavesOf = (type: GraphQLObjectType) =>
  Object.values(type.getFields()).filter(({ type: output }) => isLeafType(getNamedType(output)));

/** The types that make up a person's health record: all that it leads to, but for the mark of where it came from. */
function recordTypes(): Set<string> {
  const reached = new Set<string>();
  const walk = (type: GraphQLObjectType) => {
    if (reached.has(type.name) || ['Provenance', 'Person'].includes(type.name)) return;
    reached.add(type.name);
    for (const { type: output } of Object.values(type.getFields())) {
      const named = getNamedType(output);
      if (isObjectType(named)) walk(named);
    }
  };
  walk(schema.getType('HealthRecord') as GraphQLObjectType);
  return reached;
}

const inRecord = recordTypes();
const candidates = objects.flatMap((type) =>
  leavesOf(type as GraphQLObjectType)
    .filter(
      ({ name }) => inRecord.has(type.name) || personType.test(type.name) || exactName.test(name) || nameOfSomebody.test(name),
    )
    .map(({ name }) => `${type.name}.${name}`),
);

describe('personal data', () => {
  test('is marked wherever a field’s name or type says that it is personal', () => {
    expect(candidates.filter((coordinate) => !personalData.has(coordinate) && !Object.hasOwn(notPersonal, coordinate))).toEqual(
      [],
    );
  });

  test('is looked for in every domain that holds some', () => {
    for (const known of [
      'Person.personalId',
      'HandlingStep.officerName',
      'DossierApplicant.phone',
      'HealthCode.display',
      'LandUser.fullName',
    ])
      expect(candidates).toContain(known);
  });

  test('has no exception that nothing needs any more', () => {
    expect(
      Object.keys(notPersonal).filter((coordinate) => !candidates.includes(coordinate) || personalData.has(coordinate)),
    ).toEqual([]);
  });

  test('is marked on values, not on what holds them: a mask needs a value', () => {
    const marked = [...personalData.keys()].map((coordinate) => coordinate.split('.') as [string, string]);
    const composite = marked.filter(([type, field]) => {
      const found = schema.getType(type);
      return !isObjectType(found) || isCompositeType(getNamedType(found.getFields()[field]!.type));
    });
    expect(composite).toEqual([]);
  });

  // INITIALS of a number or YEAR of an enum would be no value of its type.
  test('has a mask that fits the type of the value', () => {
    const textual = ['INITIALS', 'LAST4', 'YEAR', 'COARSE', 'PSEUDONYM'];
    const misfits = [...personalData].filter(([coordinate, { mask }]) => {
      const [type, field] = coordinate.split('.') as [string, string];
      const { name } = getNamedType((schema.getType(type) as GraphQLObjectType).getFields()[field]!.type);
      return textual.includes(mask) && !['String', 'ID', 'Date', 'DateTime'].includes(name);
    });
    expect(misfits).toEqual([]);
  });
});

describe('what somebody could be looked for by', () => {
  test('is marked with what it reveals, or said to reveal nothing', () => {
    expect(inputs.filter((at) => !reveals.has(at) && !Object.hasOwn(tellsNothing, at))).toEqual([]);
  });

  test('is found where it is known to be', () => {
    expect(inputs).toEqual(
      expect.arrayContaining(['Query.person(personalId:)', 'Query.healthRecord(personalId:)', 'AccessFilter.subject']),
    );
  });

  test('has no exception that nothing needs any more', () => {
    expect(Object.keys(tellsNothing).filter((at) => !inputs.includes(at) || reveals.has(at))).toEqual([]);
  });
});
