import { Kind, visit, type ASTVisitor, type ConstDirectiveNode, type DirectiveNode, type DocumentNode } from 'graphql';
import { categories, masks, type Category, type Mask, type PersonalData } from '../../auth/personal-data.js';
import { argumentsOf, schemaLinks } from './features.js';
import { assertMarksCanBeKept } from './keepable-marks.js';

/** What the hub's own directives say of a supergraph. */
export interface Marks {
  /** Coordinates of types and fields that every signed-in caller may read. */
  readonly open: ReadonlySet<string>;
  /** Coordinates of fields that hold personal data. */
  readonly personalData: ReadonlyMap<string, PersonalData>;
  /** Coordinates of arguments and input fields → of the field that using them tells as much as. */
  readonly reveals: ReadonlyMap<string, string>;
  /** Types that tell of one person → the selection that leads to their personal identifier. */
  readonly dataSubjects: ReadonlyMap<string, string>;
}

const hubUrl = 'https://lien-thong-hub.example/specs/hub/';
const version = /^v1\.\d+$/;
const directives = ['public', 'personalData', 'reveals', 'dataSubject'];
const known = directives.map((name) => `@${name}`);

const isHubLink = (directive: DirectiveNode | ConstDirectiveNode) =>
  directive.name.value === 'link' && String(argumentsOf(directive)['url']).startsWith(hubUrl);

/** Does the supergraph speak the hub's own directives? Throws where it speaks them under other names, or in another version. */
export function carriesHubFeature(document: DocumentNode): boolean {
  const links = schemaLinks(document).filter(isHubLink);
  for (const link of links) {
    const { url, as, import: imports } = argumentsOf(link);
    if (!version.test(String(url).slice(hubUrl.length)))
      throw new Error(`The supergraph uses ${String(url)}; the hub knows version 1 of it only.`);
    if (as !== undefined || !Array.isArray(imports) || !imports.every((name) => known.includes(name as string)))
      throw new Error(`The supergraph renames ${known.join(', ')}; the hub reads them under their own names only.`);
  }
  return links.length > 0;
}

/** Reads every mark; throws for one that cannot be read for certain, or could not be kept. */
export function marksOf(document: DocumentNode): Marks {
  const marks = {
    open: new Set<string>(),
    personalData: new Map<string, PersonalData>(),
    reveals: new Map<string, string>(),
    dataSubjects: new Map<string, string>(),
  };
  if (!carriesHubFeature(document)) return marks;
  let uses = 0;
  visit(document, { Directive: ({ name }) => void (directives.includes(name.value) && uses++) });
  for (const [coordinate, directive] of applied(document)) {
    const { field, id } = argumentsOf(directive);
    if (directive.name.value === 'public') marks.open.add(coordinate);
    if (directive.name.value === 'personalData') marks.personalData.set(coordinate, personalDataOf(coordinate, directive));
    if (directive.name.value === 'reveals') marks.reveals.set(coordinate, String(field));
    if (directive.name.value === 'dataSubject') marks.dataSubjects.set(coordinate, String(id));
    uses--;
  }
  if (uses !== 0) throw new Error(`The supergraph has ${uses} marks (${known.join(', ')}) in places that cannot be read.`);
  assertMarksCanBeKept(document, marks);
  return marks;
}

const at = (coordinate: string, on: readonly ConstDirectiveNode[] = []): [string, ConstDirectiveNode][] =>
  on.filter(({ name }) => directives.includes(name.value)).map((directive) => [coordinate, directive]);

/** Every mark with the coordinate it stands at: of types, fields, arguments, input fields. */
function applied(document: DocumentNode): [string, ConstDirectiveNode][] {
  return document.definitions.flatMap((node) => {
    if (node.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION)
      return (node.fields ?? []).flatMap((field) => at(`${node.name.value}.${field.name.value}`, field.directives));
    if (node.kind !== Kind.OBJECT_TYPE_DEFINITION && node.kind !== Kind.INTERFACE_TYPE_DEFINITION) return [];
    const ofFields = (node.fields ?? []).flatMap((field) => {
      const coordinate = `${node.name.value}.${field.name.value}`;
      const ofArguments = (field.arguments ?? []).flatMap(({ name, directives: on }) => at(`${coordinate}(${name.value}:)`, on));
      return [...at(coordinate, field.directives), ...ofArguments];
    });
    return [...at(node.name.value, node.directives), ...ofFields];
  });
}

/** Removes the marks: an engine has no use for them, and clients are not to see them. */
export const withoutMarks: ASTVisitor = {
  DirectiveDefinition: ({ name }) => (directives.includes(name.value) ? null : undefined),
  Directive: (node) => (directives.includes(node.name.value) || isHubLink(node) ? null : undefined),
};

function personalDataOf(coordinate: string, directive: ConstDirectiveNode): PersonalData {
  const { category, mask } = argumentsOf(directive);
  if (!isCategory(category)) throw new Error(`${coordinate} holds personal data of an unknown category: ${String(category)}.`);
  if (!isMask(mask)) throw new Error(`${coordinate} holds personal data under an unknown mask: ${String(mask)}.`);
  return { category, mask };
}

const isCategory = (value: unknown): value is Category => typeof value === 'string' && Object.hasOwn(categories, value);
const isMask = (value: unknown): value is Mask => typeof value === 'string' && Object.hasOwn(masks, value);
