import { filterSchema, printSchemaWithDirectives, pruneSchema } from '@graphql-tools/utils';
import { getNamedType, type GraphQLSchema, type GraphQLType } from 'graphql';
import { LRUCache } from 'lru-cache';
import { permits, type Rights, type Rules } from './rules.js';

/** The schema as one set of rights sees it. */
export interface View {
  readonly schema: GraphQLSchema;
  readonly sdl: () => string;
}

/**
 * Views of `schema`: what a caller with these rights may query and no more, computed once for each set of rights. A field under a policy
 * shows, for the policy depends on its arguments.
 */
export function createViews(schema: GraphQLSchema, rules: Rules): (rights: Rights) => View {
  const views = new LRUCache<string, View>({ max: 200 });
  return (rights) => {
    const visible = new Map([...rules].map(([coordinate, rule]) => [coordinate, permits(rule, rights, () => true)]));
    const key = [...visible.values()].map((shows) => (shows ? '1' : '0')).join('');
    const known = views.get(key);
    if (known) return known;
    const made = createView(schema, (coordinate) => visible.get(coordinate) ?? true);
    views.set(key, made);
    return made;
  };
}

function createView(schema: GraphQLSchema, shows: (coordinate: string) => boolean): View {
  const fieldShows = (type: string, name: string, { type: output }: { readonly type: GraphQLType }) =>
    shows(`${type}.${name}`) && shows(getNamedType(output).name);
  const filtered = filterSchema({
    schema,
    typeFilter: (name) => shows(name),
    rootFieldFilter: (operation, name, field) => fieldShows(operation, name, field),
    fieldFilter: (type, name, field) => fieldShows(type, name, field),
  });
  const view = pruneSchema(filtered);
  let sdl: string | undefined;
  return { schema: view, sdl: () => (sdl ??= `${printSchemaWithDirectives(view).trim()}\n`) };
}
