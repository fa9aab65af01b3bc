import { Kind, parse, print, visit, type DirectiveNode, type InlineFragmentNode, type SelectionNode } from 'graphql';

/** The operation with `@defer` here and there, as chance has it: on fragments it has, and around fields that stand together. */
export function withRandomDefer(query: string, seed: number): string {
  const chance = chanceOf(seed);
  const visited = visit(parse(query), {
    OperationDefinition: { leave: (node) => node },
    InlineFragment: {
      leave: (node) => (chance(40) ? { ...node, directives: [...(node.directives ?? []), defer()] } : undefined),
    },
    SelectionSet: {
      leave(node) {
        if (!chance(45)) return undefined;
        const left = node.selections.map((selection) => [selection, chance(50)] as const);
        const later = left.flatMap(([selection, isLater]) => (isLater ? [selection] : []));
        if (later.length === 0) return undefined;
        return { ...node, selections: [...left.flatMap(([selection, isLater]) => (isLater ? [] : [selection])), wrapped(later)] };
      },
    },
  });
  return print(visited);
}

const defer = (): DirectiveNode => ({ kind: Kind.DIRECTIVE, name: { kind: Kind.NAME, value: 'defer' } });

const wrapped = (selections: readonly SelectionNode[]): InlineFragmentNode => ({
  kind: Kind.INLINE_FRAGMENT,
  directives: [defer()],
  selectionSet: { kind: Kind.SELECTION_SET, selections },
});

/** A linear congruential generator: the same for the same seed. */
function chanceOf(seed: number): (percent: number) => boolean {
  let state = (seed * 2_654_435_761) >>> 0;
  return (percent) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state / 4_294_967_296) * 100 < percent;
  };
}
