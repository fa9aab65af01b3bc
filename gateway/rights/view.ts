import { filterSchema, printSchemaWithDirectives, pruneSchema } from '@graphql-tools/utils';
import { getNamedType, isRequiredArgument, type GraphQLFieldConfig, type GraphQLSchema } from 'graphql';
import { LRUCache } from 'lru-cache';
import { permits, showsClear, type Restrictions, type Rights } from './rules.js';

/** The schema as one set of rights sees it. */
export interface View {
  readonly schema: GraphQLSchema;
  readonly sdl: () => string;
  /** Equal keys, equal views. */
  readonly key: string;
}

/**
 * Views of `schema`: what a caller with these rights may query and no more, computed once for each set of rights. A field under a policy
 * shows, for the policy depends on its arguments; an argument that would tell what its user may not read does not.
 */
export function createViews(schema: GraphQLSchema, { rules, reveals }: Restrictions): (rights: Rights) => View {
  const views = new LRUCache<string, View>({ max: 200 });
  return (rights) => {
    const visible = new Map([...rules].map(([coordinate, rule]) => [coordinate, permits(rule, rights, () => true)]));
    for (const [coordinate, target] of reveals) visible.set(coordinate, showsClear(rules, target, rights));
    const key = [...visible.values()].map((shows) => (shows ? '1' : '0')).join('');
    const known = views.get(key);
    if (known) return known;
    const made = createView(schema, key, (coordinate) => visible.get(coordinate) ?? true);
    views.set(key, made);
    return made;
  };
}

type AnyFieldConfig = Pick<GraphQLFieldConfig<unknown, unknown>, 'type' | 'args'>;

function createView(schema: GraphQLSchema, key: string, shows: (coordinate: string) => boolean): View {
  const fieldShows = (type: string, name: string, { type: output, args = {} }: AnyFieldConfig) =>
    shows(`${type}.${name}`) &&
    shows(getNamedType(output).name) &&
    // Without an argument that must be given there is no way to ask for the field.
    Object.entries(args).every(
      ([argument, config]) =>
        shows(`${type}.${name}(${argument}:)`) || !isRequiredArgument({ name: argument, ...config } as never),
    );
  const filtered = filterSchema({
    schema,
    typeFilter: (name) => shows(name),
    rootFieldFilter: (operation, name, field) => fieldShows(operation, name, field),
    objectFieldFilter: (type, name, field) => fieldShows(type, name, field as AnyFieldConfig),
    interfaceFieldFilter: (type, name, field) => fieldShows(type, name, field as AnyFieldConfig),
    argumentFilter: (type, name, argument) => shows(`${type}.${name}(${argument}:)`),
    inputObjectFieldFilter: (type, name) => shows(`${type}.${name}`),
  });
  const view = pruneSchema(filtered);
  let sdl: string | undefined;
  return { schema: view, key, sdl: () => (sdl ??= `${printSchemaWithDirectives(view).trim()}\n`) };
}
