import { Kind, parse, type ConstDirectiveNode } from 'graphql';
import { argumentsOf } from './features.js';

/** Which subgraph gives the value at a coordinate; none for what several share, such as keys. */
export function domainsOf(supergraphSdl: string): (coordinates: readonly string[]) => readonly string[] {
  const { definitions } = parse(supergraphSdl, { noLocation: true });
  const names = new Map<unknown, string>();
  const domains = new Map<string, string>();
  const graphsIn = (directives: readonly ConstDirectiveNode[] = [], name: string) =>
    directives
      .filter((directive) => directive.name.value === name)
      .map(argumentsOf)
      .filter(({ external }) => external !== true)
      .map(({ graph }) => graph)
      .filter((graph) => graph !== undefined);
  for (const node of definitions) {
    if (node.kind !== Kind.ENUM_TYPE_DEFINITION || node.name.value !== 'join__Graph') continue;
    for (const { name, directives } of node.values ?? []) {
      const graph = directives?.find((directive) => directive.name.value === 'join__graph');
      if (graph) names.set(name.value, String(argumentsOf(graph)['name']));
    }
  }
  for (const node of definitions) {
    if (node.kind !== Kind.OBJECT_TYPE_DEFINITION) continue;
    const ofType = graphsIn(node.directives, 'join__type');
    for (const field of node.fields ?? []) {
      const own = graphsIn(field.directives, 'join__field');
      const graphs = own.length > 0 ? own : ofType;
      const domain = graphs.length === 1 ? names.get(graphs[0]) : undefined;
      if (domain !== undefined) domains.set(`${node.name.value}.${field.name.value}`, domain);
    }
  }
  return (coordinates) => [...new Set(coordinates.flatMap((coordinate) => domains.get(coordinate) ?? []))].toSorted();
}
