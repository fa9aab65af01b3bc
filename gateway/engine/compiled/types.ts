import { isAbstractType, isInterfaceType, isObjectType, type GraphQLSchema } from 'graphql';

/** Does an object whose `__typename` is `typename` meet a type condition? */
export type Meets = (typename: string, condition: string) => boolean;

export function createMeets(schema: GraphQLSchema): Meets {
  return (typename, condition) => {
    if (typename === condition) return true;
    const type = schema.getType(typename);
    const wanted = schema.getType(condition);
    return isAbstractType(wanted) && (isObjectType(type) || isInterfaceType(type)) && schema.isSubType(wanted, type);
  };
}
