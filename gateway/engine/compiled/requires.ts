import { Kind, parse, print, visit } from 'graphql';
import type {
  ArgumentNode,
  DirectiveNode,
  DocumentNode,
  FieldDefinitionNode,
  FieldNode,
  SelectionNode,
  SelectionSetNode,
} from 'graphql';
import { nameOfInaccessible, withInaccessible } from './inaccessible.js';
import {
  freePrefix,
  graphNames,
  hasFields,
  isExternal,
  isUnresolvable,
  namedTypeOf,
  selectionOf,
  textOf,
  type FieldsDefinition,
} from './supergraph-nodes.js';

/** A field that a `@requires` asks for with arguments, under the name it has in plans. */
export interface RequiredForm {
  readonly name: string;
  readonly arguments: readonly ArgumentNode[];
}

/** What a field's `@requires` asks for: paths as the subgraph names them, to the same as plans name them. */
export type Needs = ReadonlyMap<string, string>;

/** A supergraph in which whatever a `@requires` asks for with arguments is a field of its own. */
export interface PlainRequires {
  readonly sdl: string;
  readonly forms: ReadonlyMap<string, RequiredForm>;
  /** Undefined: the field requires nothing. */
  readonly needsOf: (subgraph: string, type: string, field: string) => Needs | undefined;
  /** The fields of each key by which a subgraph knows a type, without what stands below them. */
  readonly keysOf: (subgraph: string, type: string) => readonly (readonly string[])[];
}

/** Where in a `@requires` a selection stands. */
interface Position {
  readonly graph: string;
  readonly type: string;
  readonly real: string;
  readonly plan: string;
}

/**
 * A plan has one key for a field, whatever its arguments. Two `@requires` that ask for the same field otherwise would therefore be given
 * one value; as fields of different names the planner holds them apart. Clients see none of these fields.
 */
export function plainRequires(sdl: string): PlainRequires {
  const document = parse(sdl, { noLocation: true });
  const reading = new Reading(document);
  const rewritten = visit(document, {
    ObjectTypeDefinition: (node) => reading.rewrite(node),
    InterfaceTypeDefinition: (node) => reading.rewrite(node),
  });
  const needsOf: PlainRequires['needsOf'] = (subgraph, type, field) =>
    reading.needs.get(`${subgraph} ${type} ${reading.forms.get(field)?.name ?? field}`);
  const keysOf: PlainRequires['keysOf'] = (subgraph, type) => reading.keys.get(`${subgraph} ${type}`) ?? [];
  const { forms } = reading;
  const changed = forms.size > 0 ? withInaccessible(reading.addFields(rewritten)) : rewritten;
  return { sdl: reading.changes > 0 ? print(changed) : sdl, forms, needsOf, keysOf };
}

class Reading {
  readonly needs = new Map<string, Needs>();
  readonly keys = new Map<string, string[][]>();
  readonly forms = new Map<string, RequiredForm>();
  /** Of what the planner is given. */
  changes = 0;
  readonly #names = new Map<string, string>();
  /** `subgraph type name`, of forms and of fields as they are. */
  readonly #uses = new Set<string>();
  readonly #provided = new Set<string>();
  readonly #types: ReadonlyMap<string, FieldsDefinition>;
  readonly #graphs: ReadonlyMap<string, string>;
  readonly #prefix: string;

  constructor(document: DocumentNode) {
    this.#types = new Map(document.definitions.flatMap((node) => (hasFields(node) ? [[node.name.value, node]] : [])));
    this.#graphs = graphNames(document);
    this.#prefix = freePrefix(this.#types);
  }

  rewrite(type: FieldsDefinition): FieldsDefinition {
    for (const directive of type.directives ?? []) this.#noteKey(type.name.value, directive);
    const fields = type.fields?.map((field) => ({
      ...field,
      directives: field.directives?.map((directive) => this.#rewriteDirective(type, field, directive)) ?? [],
    }));
    return { ...type, directives: this.#resolvableFirst(type.directives ?? []), ...(fields && { fields }) } as FieldsDefinition;
  }

  /** Back in a subgraph that requires something, the planner names an entity by the first of its keys, even one that cannot be resolved. */
  #resolvableFirst(directives: readonly DirectiveNode[]): readonly DirectiveNode[] {
    const last = directives.filter(isUnresolvable);
    if (last.length > 0) this.changes++;
    return [...directives.filter((directive) => !isUnresolvable(directive)), ...last];
  }

  #noteKey(type: string, directive: DirectiveNode): void {
    const key = textOf(directive, 'key');
    if (directive.name.value !== 'join__type' || key === null || isUnresolvable(directive)) return;
    const name = `${this.#graphs.get(textOf(directive, 'graph') ?? '')} ${type}`;
    const fields = selectionOf(key).selections.flatMap((node) => (node.kind === Kind.FIELD ? [node.name.value] : []));
    this.keys.set(name, [...(this.keys.get(name) ?? []), fields]);
  }

  #rewriteDirective(type: FieldsDefinition, field: FieldDefinitionNode, directive: DirectiveNode): DirectiveNode {
    if (directive.name.value !== 'join__field') return directive;
    const graph = textOf(directive, 'graph') ?? '';
    for (const [name] of (textOf(directive, 'provides') ?? '').matchAll(/\w+/g)) this.#provided.add(`${graph} ${name}`);
    const required = textOf(directive, 'requires');
    if (required === null) return directive;
    const needs = new Map<string, string>();
    const set = this.#plain(selectionOf(required), { graph, type: type.name.value, real: '', plan: '' }, needs);
    this.needs.set([this.#graphs.get(graph), type.name.value, field.name.value].join(' '), needs);
    const value = { kind: Kind.STRING, value: print(set).slice(1, -1).trim() } as const;
    const given = directive.arguments!.map((each) => (each.name.value === 'requires' ? { ...each, value } : each));
    return { ...directive, arguments: given };
  }

  #plain(set: SelectionSetNode, at: Position, needs: Map<string, string>): SelectionSetNode {
    const selections = set.selections.map((node): SelectionNode => {
      if (node.kind === Kind.FRAGMENT_SPREAD) return node;
      if (node.kind === Kind.INLINE_FRAGMENT) {
        const on = node.typeCondition?.name.value ?? at.type;
        return { ...node, selectionSet: this.#plain(node.selectionSet, { ...at, type: on }, needs) };
      }
      const field = this.#plainField(node, at);
      const below = { real: `${at.real}.${node.name.value}`, plan: `${at.plan}.${field.name.value}` };
      needs.set(below.real, below.plan);
      if (!node.selectionSet) return field;
      const definition = this.#types.get(at.type)?.fields?.find(({ name }) => name.value === node.name.value);
      const type = definition ? namedTypeOf(definition) : '';
      return { ...field, selectionSet: this.#plain(node.selectionSet, { ...below, graph: at.graph, type }, needs) };
    });
    return { ...set, selections };
  }

  #plainField(node: FieldNode, { graph, type }: Position): FieldNode {
    const name = node.arguments?.length ? this.#formOf(node.name.value, node.arguments) : node.name.value;
    for (const owner of this.#typesOf(type)) this.#uses.add(`${graph} ${owner} ${name}`);
    if (name === node.name.value) return node;
    const { arguments: _given, ...plain } = node;
    return { ...plain, name: { kind: Kind.NAME, value: name } };
  }

  #formOf(field: string, given: readonly ArgumentNode[]): string {
    const use = [field, ...given.map(print).toSorted()].join(' ');
    const name = this.#names.get(use) ?? `${this.#prefix}${this.#names.size}`;
    this.#names.set(use, name);
    this.forms.set(name, { name: field, arguments: given });
    this.changes++;
    return name;
  }

  /** A type and, of an interface, those that implement it. */
  readonly #typesOf = (name: string): string[] => [
    name,
    ...[...this.#types.values()].flatMap((type) =>
      type.interfaces?.some((implemented) => implemented.name.value === name) ? [type.name.value] : [],
    ),
  ];

  readonly #isOfInterface = (type: string, field: string): boolean =>
    this.#types
      .get(type)
      ?.interfaces?.some(({ name }) => this.#types.get(name.value)?.fields?.some((each) => each.name.value === field)) ?? false;

  /** The same field of the same subgraphs, without arguments. */
  addFields(document: DocumentNode): DocumentNode {
    const hidden = nameOfInaccessible(document) ?? 'inaccessible';
    const add = (type: FieldsDefinition): FieldsDefinition =>
      ({ ...type, fields: type.fields?.flatMap((field) => this.#withForms(type.name.value, field, hidden)) }) as FieldsDefinition;
    return visit(document, { ObjectTypeDefinition: add, InterfaceTypeDefinition: add });
  }

  #withForms(type: string, field: FieldDefinitionNode, hidden: string): FieldDefinitionNode[] {
    const uses = (graph: string, name: string) => this.#uses.has(`${graph} ${type} ${name}`);
    const names = [...this.forms.keys()].filter(
      (name) => this.forms.get(name)!.name === field.name.value && [...this.#graphs.keys()].some((graph) => uses(graph, name)),
    );
    if (names.length === 0) return [field];
    // The planner refuses what a subgraph calls external and has no use for.
    const joins = (field.directives ?? []).filter(({ name }) => name.value === 'join__field');
    const isOf = (join: DirectiveNode, name: string) => !isExternal(join) || uses(textOf(join, 'graph') ?? '', name);
    const isIdle = (join: DirectiveNode) =>
      !isOf(join, field.name.value) &&
      !this.#isOfInterface(type, field.name.value) &&
      !this.#provided.has(`${textOf(join, 'graph')} ${field.name.value}`) &&
      names.some((name) => isOf(join, name));
    const marked = { kind: Kind.DIRECTIVE, name: { kind: Kind.NAME, value: hidden } } as const;
    return [
      { ...field, directives: field.directives?.filter((directive) => !isIdle(directive)) ?? [] },
      ...names.map((name) => ({
        kind: Kind.FIELD_DEFINITION as const,
        name: { kind: Kind.NAME as const, value: name },
        type: field.type,
        directives: [...joins.filter((join) => isOf(join, name)), marked],
      })),
    ];
  }
}
