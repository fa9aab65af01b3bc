import { buildASTSchema, parse, printSchema, type DocumentNode, type GraphQLSchema } from 'graphql';
import { LRUCache } from 'lru-cache';
import { schemaBytes } from '../limits/document-bytes.js';
import { memoryLimits } from '../limits/limits.js';
import { narrowed, reachedIn } from './narrow.js';
import { hiddenBy, needsOf, type Needs } from './needs.js';
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
export function createViews(
  schema: GraphQLSchema,
  { rules, reveals }: Pick<Restrictions, 'rules' | 'reveals'>,
): (rights: Rights) => View {
  const sdl = printSchema(schema);
  const whole: Whole = { schema, document: parse(sdl, { noLocation: true }), needs: needsOf(schema) };
  // A view is no larger than the whole.
  const views = new LRUCache<string, View>({ maxSize: memoryLimits.viewBytes, sizeCalculation: () => schemaBytes(sdl) });
  // Asked for each request; the rights of a caller are one object for as long as their token is known.
  const keys = new WeakMap<Rights, string>();
  return (rights) => {
    const key = keys.get(rights);
    const known = key === undefined ? undefined : views.get(key);
    if (known) return known;
    const visible = new Map([...rules].map(([coordinate, rule]) => [coordinate, permits(rule, rights, () => true)]));
    for (const [coordinate, target] of reveals) visible.set(coordinate, showsClear(rules, target, rights));
    const bits = [...visible.values()].map((shows) => (shows ? '1' : '0')).join('');
    keys.set(rights, bits);
    const made = views.get(bits) ?? createView(whole, bits, (coordinate) => visible.get(coordinate) ?? true);
    views.set(bits, made);
    return made;
  };
}

interface Whole {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly needs: readonly Needs[];
}

function createView({ schema, document, needs }: Whole, key: string, shows: (coordinate: string) => boolean): View {
  const hidden = hiddenBy(shows, needs);
  // What is left of a valid schema is valid: to check it again would cost more than to build it.
  const view = buildASTSchema(narrowed(document, hidden, reachedIn(schema, hidden)), { assumeValid: true });
  let sdl: string | undefined;
  return { schema: view, key, sdl: () => (sdl ??= `${printSchema(view).trim()}\n`) };
}
