import { Kind, visit, type ASTVisitor, type ConstDirectiveNode, type DirectiveNode, type DocumentNode } from 'graphql';
import { categories, masks, type Category, type Mask, type PersonalData } from '../../auth/personal-data.js';
import { argumentsOf, schemaLinks } from './features.js';

/** What the hub's own directives say of a supergraph. */
export interface Marks {
  /** Coordinates of types and fields that every signed-in caller may read. */
  readonly open: ReadonlySet<string>;
  /** Coordinates of fields that hold personal data. */
  readonly personalData: ReadonlyMap<string, PersonalData>;
}

const hubUrl = 'https://lien-thong-hub.example/specs/hub/';
const version = /^v1\.\d+$/;
const directives = ['public', 'personalData'];
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
      throw new Error('The supergraph renames @public or @personalData; the hub reads them under their own names only.');
  }
  return links.length > 0;
}

/** Reads every mark; throws for one that cannot be read for certain. */
export function marksOf(document: DocumentNode): Marks {
  const open = new Set<string>();
  const personalData = new Map<string, PersonalData>();
  if (!carriesHubFeature(document)) return { open, personalData };
  let uses = 0;
  visit(document, { Directive: ({ name }) => void (directives.includes(name.value) && uses++) });
  const note = (coordinate: string, applied: readonly ConstDirectiveNode[] = []) => {
    for (const directive of applied) {
      if (directive.name.value === 'public') open.add(coordinate);
      if (directive.name.value === 'personalData') personalData.set(coordinate, personalDataOf(coordinate, directive));
    }
    uses -= applied.filter(({ name }) => directives.includes(name.value)).length;
  };
  for (const node of document.definitions) {
    if (node.kind !== Kind.OBJECT_TYPE_DEFINITION && node.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    note(node.name.value, node.directives);
    for (const field of node.fields ?? []) note(`${node.name.value}.${field.name.value}`, field.directives);
  }
  if (uses !== 0) throw new Error(`The supergraph has ${uses} marks (@public, @personalData) in places that cannot be read.`);
  return { open, personalData };
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
