import {
  getNamedType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import { wellKnown } from '../../sandbox/world/index.js';

// Everything that somebody may ask, as far down as a few levels reach: for finding what they must not be told.

const given: Readonly<Record<string, string>> = {
  adminUnit: `code: "${wellKnown.communeCode}"`,
  adminUnitSuccessors: 'code: "412"',
  agency: `id: "${wellKnown.agencyId}"`,
  agencyByCode102: 'code: "000.00.17.H41"',
  jurisdiction: 'slug: "vinh"',
  indicator: 'code: "CQS.VANBAN.KYSO"',
  reports: 'jurisdiction: "vinh", year: 2025, first: 20',
  scorecard: 'jurisdiction: "vinh", year: 2025',
  parcel: `code: "${wellKnown.parcelCode}"`,
  parcelByNumber: `communeCode: "${wellKnown.communeCode}", sheetNumber: 1, parcelNumber: 1`,
  parcelAt: `lon: ${wellKnown.lon}, lat: ${wellKnown.lat}`,
  parcels: `commune: "${wellKnown.communeCode}", first: 50`,
  document: `id: "ioffice-nghe-an:${wellKnown.documentId}"`,
  documents: 'filter: { jurisdiction: "vinh" }, first: 100',
  dossier: `code: "${wellKnown.dossierCode}"`,
  dossiers: 'filter: { jurisdiction: "vinh" }, first: 60',
  procedure: 'code: "1.012756"',
};

/** For each root field, a question that names every field down to a depth below it. */
export function widestQuestions(
  schema: GraphQLSchema,
  depthOf: (root: string) => number,
): readonly { readonly root: string; readonly text: string }[] {
  return Object.values(schema.getQueryType()!.getFields()).flatMap((field) => {
    const asked = fieldText(field, depthOf(field.name), given[field.name]);
    return asked === null ? [] : [{ root: field.name, text: `{ ${asked} }` }];
  });
}

function fieldText(field: GraphQLField<unknown, unknown>, depth: number, known?: string): string | null {
  const text = known ?? sizeOf(field);
  if (text === null) return null;
  const head = text === '' ? field.name : `${field.name}(${text})`;
  const type = getNamedType(field.type);
  if (isLeafType(type)) return head;
  const below = isObjectType(type) && depth > 0 ? selection(type, depth - 1) : '';
  return below === '' ? null : `${head} { ${below} }`;
}

/** The only argument that fields below the roots must have is the size of a page; null where others are asked for. */
function sizeOf({ args }: GraphQLField<unknown, unknown>): string | null {
  const required = args.filter(isRequiredArgument).map(({ name }) => name);
  if (required.length === 0) return '';
  return required.every((name) => name === 'first') ? 'first: 5' : null;
}

const selection = (type: GraphQLObjectType, depth: number): string =>
  Object.values(type.getFields())
    .flatMap((field) => fieldText(field, depth) ?? [])
    .join(' ');
