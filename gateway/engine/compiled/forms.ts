import type { FetchNode, PlanNode, QueryPlanSelectionNode } from '@apollo/query-planner';
import { Kind, parse, print, stripIgnoredCharacters, visit, type DocumentNode, type FieldNode } from 'graphql';
import { entityFields, type EntityField } from './entity-fields.js';
import { changeFetches } from './nodes.js';
import { spreadOut } from './spread-out.js';
import type { Needs, PlainRequires } from './requires.js';

/** Fields that can be asked of an entity in one request, with all that they need of it. */
type Group = Map<string, string>;

/** A plan over plain `@requires` in the words of the subgraphs. */
export function inSubgraphsWords(plan: PlanNode, plain: PlainRequires): PlanNode {
  if (plain.forms.size === 0) return plan;
  return changeFetches(plan, (node) => {
    const [first, ...others] = fetchInWords(node, plain);
    return others.length === 0 ? first! : { kind: 'Parallel', nodes: [first!, ...others] };
  });
}

/**
 * What needs one field of an entity under two forms is asked for in two requests: an entity is named to a subgraph with one value for a
 * field.
 */
export function fetchInWords(node: FetchNode, plain: PlainRequires): FetchNode[] {
  if (plain.forms.size === 0) return [node];
  const document = parse(node.operation, { noLocation: true });
  if (!node.requires) return [{ ...node, operation: written(document, plain) }];
  const spread = spreadOut(document);
  const { groups, groupOf } = grouped(entityFields(spread), (type, field) => plain.needsOf(node.serviceName, type, field));
  if (groups.length < 2) return [{ ...node, operation: written(document, plain) }];
  return groups.map((group) => partOf(node, { document: only(spread, (field) => groupOf(field) === group), group }, plain));
}

function partOf(node: FetchNode, { document, group }: { document: DocumentNode; group: Group }, plain: PlainRequires): FetchNode {
  const used = variablesOf(document);
  const operation = visit(document, {
    VariableDefinition: ({ variable }) => (used.has(variable.name.value) ? undefined : null),
  });
  return {
    ...node,
    operation: written(operation, plain),
    requires: neededIn(node.requires ?? [], group, plain, { real: '', plan: '' }),
    variableUsages: (node.variableUsages ?? []).filter((name) => used.has(name)),
  };
}

/** Each field under the name and with the arguments that its subgraph knows. */
const written = (document: DocumentNode, { forms }: PlainRequires): string =>
  stripIgnoredCharacters(
    print(
      visit(document, {
        Field(node) {
          const form = forms.get(node.name.value);
          if (!form) return undefined;
          return {
            ...node,
            alias: node.alias ?? node.name,
            name: { kind: Kind.NAME, value: form.name },
            arguments: [...(node.arguments ?? []), ...form.arguments],
          };
        },
      }),
    ),
  );

function grouped(owned: readonly EntityField[], needsOf: (type: string, field: string) => Needs | undefined) {
  const groups: Group[] = [];
  const known = new Map<FieldNode, Group>();
  for (const { type, field } of owned) {
    const needs = needsOf(type, field.name.value);
    if (!needs) continue;
    let group = groups.find((each) => [...needs].every(([real, plan]) => (each.get(real) ?? plan) === plan));
    if (!group) groups.push((group = new Map()));
    for (const [real, plan] of needs) group.set(real, plan);
    known.set(field, group);
  }
  return { groups, groupOf: (field: FieldNode) => known.get(field) ?? groups[0] };
}

/** The document with only those fields of its entities; fragments that are left with nothing are left out. */
function only(document: DocumentNode, isIn: (field: FieldNode) => boolean): DocumentNode {
  let depth = 0;
  return visit(document, {
    Field: {
      enter(field) {
        const stays = depth !== 1 || field.name.value === '__typename' || isIn(field);
        if (!stays) return null;
        depth++;
        return undefined;
      },
      leave: () => void depth--,
    },
    InlineFragment: { leave: ({ selectionSet }) => (selectionSet.selections.length === 0 ? null : undefined) },
  });
}

function variablesOf(document: DocumentNode): Set<string> {
  const used = new Set<string>();
  visit(document, { VariableDefinition: () => false, Variable: ({ name }) => void used.add(name.value) });
  return used;
}

function neededIn(
  selections: readonly QueryPlanSelectionNode[],
  group: Group,
  plain: PlainRequires,
  at: { readonly real: string; readonly plan: string },
): QueryPlanSelectionNode[] {
  return selections.flatMap((node): QueryPlanSelectionNode[] => {
    const below = node.kind === 'Field' ? placeIn(node.name, group, plain, at) : at;
    if (!below) return [];
    if (!node.selections?.length) return [node];
    const inside = neededIn(node.selections, group, plain, below);
    return inside.length > 0 ? [{ ...node, selections: inside }] : [];
  });
}

/** Where a field stands; null where the group needs it under another form, or not at all. */
function placeIn(name: string, group: Group, { forms }: PlainRequires, at: { readonly real: string; readonly plan: string }) {
  const form = forms.get(name);
  const below = { real: `${at.real}.${form?.name ?? name}`, plan: `${at.plan}.${name}` };
  const needed = group.get(below.real);
  return (needed === undefined ? form : needed !== below.plan) ? null : below;
}
