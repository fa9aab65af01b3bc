import type { DirectiveNode } from 'graphql';
import type { Mask } from '../../auth/personal-data.js';

/** One field of the operation as the client wrote it: the pattern along which the answer is completed. */
export interface ShapeField {
  readonly key: string;
  readonly fieldName: string;
  /** `@skip` and `@include` of the field and of the fragments around it. */
  readonly conditions: readonly DirectiveNode[];
  /** Object types for which it was asked; null: whatever the parent is. */
  readonly onTypes: ReadonlySet<string> | null;
  /** The coordinate whose rule refuses it; null where it may be read. */
  readonly deniedBy: string | null;
  /** What stands in the place of its value, and the coordinate that says so; null where the value itself does. */
  readonly masked: { readonly mask: Mask; readonly coordinate: string } | null;
  /** Nullability of the position and of the items of its lists, outermost first. */
  readonly nonNull: readonly boolean[];
  readonly children: Shape | null;
}

export interface Shape {
  readonly fields: readonly ShapeField[];
  /** Something at or below this level is denied or masked. */
  readonly touched: boolean;
}

/** Alias under which the filter asks for `__typename` where the completion needs it; the client never sees it. */
export const typenameAlias = '__hub_typename';
