import { Kind, parse, type ConstDirectiveNode, type DocumentNode, type FieldDefinitionNode } from 'graphql';
import { argumentsOf } from './features.js';

/** Which subgraph gives the value at a coordinate; none for what several share, such as keys. */
export function domainsOf(supergraphSdl: string): (coordinates: readonly string[]) => readonly string[] {
  const document = parse(supergraphSdl, { noLocation: true });
  const names = graphNames(document);
  const domains = new Map<string, string>();
  for (const node of document.definitions) {
    if (node.kind !== Kind.OBJECT_TYPE_DEFINITION) continue;
    for (const field of node.fields ?? []) {
      const graphs = graphsOf(field, node.directives);
      const domain = graphs.length === 1 ? names.get(graphs[0]) : undefined;
      if (domain !== undefined) domains.set(`${node.name.value}.${field.name.value}`, domain);
    }
  }
  return (coordinates) => [...new Set(coordinates.flatMap((coordinate) => domains.get(coordinate) ?? []))].toSorted();
}

type Directives = readonly ConstDirectiveNode[] | undefined;

const applied = (directives: Directives, name: string) =>
  (directives ?? []).filter((directive) => directive.name.value === name).map(argumentsOf);

/** The subgraphs that resolve a field: those it names, or every one that has its type. */
function graphsOf({ directives }: FieldDefinitionNode, ofType: Directives): unknown[] {
  const own = applied(directives, 'join__field').filter(({ graph }) => graph !== undefined);
  const resolving = own.length > 0 ? own.filter(({ external }) => external !== true) : applied(ofType, 'join__type');
  return resolving.map(({ graph }) => graph);
}

/** Names of subgraphs by the enum value that stands for each. */
function graphNames({ definitions }: DocumentNode): Map<unknown, string> {
  const graphs = definitions.flatMap((node) =>
    node.kind === Kind.ENUM_TYPE_DEFINITION && node.name.value === 'join__Graph' ? (node.values ?? []) : [],
  );
  return new Map(
    graphs.flatMap(({ name, directives }) =>
      applied(directives, 'join__graph').map((graph) => [name.value, String(graph['name'])] as const),
    ),
  );
}
