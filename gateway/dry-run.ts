import type { ExecutionResult } from 'graphql';
import type { Shape, ShapeField } from './rights/shape.js';

/** What would be denied and masked, by response path without list positions: the answer to a question that is not to be asked. */
export function reportRights(shape: Shape): ExecutionResult {
  const masked = places(shape, ({ mask }) => mask !== null);
  const dryRun = {
    denied: deniedPlaces(shape),
    masked: Object.fromEntries(masked.map(([path, field]) => [path, field.mask!])),
  };
  return { data: null, extensions: { dryRun } };
}

/** Response paths, without list positions, of what is denied: each once. */
export const deniedPlaces = (shape: Shape): string[] => [
  ...new Set(places(shape, ({ deniedBy }) => deniedBy !== null).map(([path]) => path)),
];

function places({ fields }: Shape, wanted: (field: ShapeField) => boolean, parent = ''): [string, ShapeField][] {
  return fields.flatMap((field) => {
    const path = parent + field.key;
    const below = field.children ? places(field.children, wanted, `${path}.`) : [];
    return wanted(field) ? [[path, field] as [string, ShapeField], ...below] : below;
  });
}
