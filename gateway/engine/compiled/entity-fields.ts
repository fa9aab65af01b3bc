import { Kind, visit, type DirectiveNode, type DocumentNode, type FieldNode } from 'graphql';

/** A field that an entity fetch asks of the entities themselves. */
export interface EntityField {
  /** The type it is asked of. */
  readonly type: string;
  readonly field: FieldNode;
  /** All of them hold where the field is asked for. */
  readonly when: readonly Condition[];
}

/** A variable's value on which it depends whether something is asked for. */
export interface Condition {
  readonly variable: string;
  readonly value: boolean;
}

/** The fields that an entity fetch, with its fragments written out, asks of the entities themselves. */
export function entityFields(document: DocumentNode): EntityField[] {
  const found: EntityField[] = [];
  const around: { readonly type: string; readonly when: readonly Condition[] }[] = [{ type: '', when: [] }];
  let depth = 0;
  visit(document, {
    Field: {
      enter(field) {
        const { type, when } = around.at(-1)!;
        if (++depth === 2) found.push({ type, field, when: [...when, ...conditionsIn(field.directives)] });
      },
      leave: () => void depth--,
    },
    InlineFragment: {
      enter({ typeCondition, directives }) {
        const { type, when } = around.at(-1)!;
        around.push({ type: typeCondition?.name.value ?? type, when: [...when, ...conditionsIn(directives)] });
      },
      leave: () => void around.pop(),
    },
  });
  return found;
}

const conditionsIn = (directives: readonly DirectiveNode[] = []): Condition[] =>
  directives.flatMap(({ name, arguments: given = [] }) => {
    const value = given.find((argument) => argument.name.value === 'if')?.value;
    const known = (name.value === 'skip' || name.value === 'include') && value?.kind === Kind.VARIABLE;
    return known ? [{ variable: value.name.value, value: name.value === 'include' }] : [];
  });
