import { Kind, type DirectiveNode } from 'graphql';

/** The label of the part of the answer that `@defer` leaves a fragment for; null where it stands in the part around it. */
export function partOf(directives: readonly DirectiveNode[] = []): string | null {
  const defer = directives.find(({ name }) => name.value === 'defer');
  const label = defer?.arguments?.find(({ name }) => name.value === 'label')?.value;
  return label?.kind === Kind.STRING ? label.value : null;
}

/** The parts that fragments are left for, outermost first. */
export const partsOf = (directives: readonly DirectiveNode[]): readonly string[] => {
  if (directives.length === 0) return noParts;
  const labels = directives.flatMap((directive) => partOf([directive]) ?? []);
  return labels.length === 0 ? noParts : labels;
};

/** The first part: what is not left for a later one. */
export const noParts: readonly string[] = [];

/** Is a field of these parts in the part `around`, or in one that begins there? */
export const startsWith = (parts: readonly string[], around: readonly string[]): boolean =>
  parts.length >= around.length && around.every((label, index) => parts[index] === label);
