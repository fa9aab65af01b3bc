import type { DirectiveNode } from 'graphql';
import type { Category, Mask } from '../../auth/personal-data.js';

/** One field of the operation as the client wrote it: the pattern along which the answer is completed. */
export interface ShapeField {
  readonly key: string;
  readonly fieldName: string;
  /** Schema coordinate, by the parent's type in the operation. */
  readonly coordinate: string;
  /** That type is abstract: which one it really was, only the answer says. */
  readonly onAbstract: boolean;
  /** `@skip` and `@include` of the field and of the fragments around it. */
  readonly conditions: readonly DirectiveNode[];
  /** The parts that fragments around it are left for, outermost first; none in the first part. */
  readonly parts: readonly string[];
  /** Object types for which it was asked; null: whatever the parent is. */
  readonly onTypes: ReadonlySet<string> | null;
  /** The coordinate whose rule refuses it; null where it may be read. */
  readonly deniedBy: string | null;
  /** What stands in the place of its value; null where the value itself does. */
  readonly mask: Mask | null;
  /** Tells of one person. */
  readonly personal: boolean;
  /** The kind of personal data it is marked as; null where it is not marked. */
  readonly category: Category | null;
  /** Nullability of the position and of the items of its lists, outermost first. */
  readonly nonNull: readonly boolean[];
  readonly children: Shape | null;
}

export interface Shape {
  readonly fields: readonly ShapeField[];
  /** The filter's own aliases under which the person an object tells of is found. */
  readonly subjectAliases: readonly string[];
}

/** Alias under which `__typename` is asked for where a client may not have asked for it; the client never sees it. */
export const typenameAlias = '__hub_typename';

/** Alias under which it asks for the person whom an object of this type tells of. */
export const subjectAliasOf = (type: string) => `__hub_subject_${type}`;
