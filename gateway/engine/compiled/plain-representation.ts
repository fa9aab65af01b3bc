import type { FetchNode, QueryPlanSelectionNode } from '@apollo/query-planner';
import { quote } from '../../writing/quote.js';
import { typenameOf, type Json } from '../../writing/json.js';
import type { Represent } from './representation.js';
import type { PlainRequires } from './requires.js';
import type { Meets } from './types.js';

/** A representation as JSON: equal for equal ones. */
export function nameOf(representation: Json): string {
  const fields = Object.keys(representation).map((key) => `"${key}":${written(representation[key])}`);
  return `{${fields.join()}}`;
}

const written = (value: unknown): string =>
  typeof value === 'string' ? quote(value) : typeof value === 'number' ? `${value}` : JSON.stringify(value);

interface Scope {
  readonly meets: Meets;
  readonly forms: PlainRequires['forms'];
  readonly keys: readonly (readonly string[])[];
}

interface Field {
  readonly from: string;
  readonly as: string;
}

/** Most representations are of one type, and hold nothing but plain fields: they are written without being made first. Null for any other. */
export function compilePlainRepresentation(node: FetchNode, { meets, forms, keys }: Scope): Represent | null {
  const [fragment, ...others] = node.inputRewrites?.length ? [] : (node.requires ?? []);
  if (fragment?.kind !== 'InlineFragment' || others.length > 0) return null;
  const fields = plainFields(fragment.selections, forms);
  if (!fields) return null;
  if (!isNamedBy(new Set(fields.map(({ as }) => as)), keys)) return () => null;
  const represent = writeFields(
    fields.map(({ from, as }, index) => ({ from, head: `${index === 0 ? '{' : ','}"${as}":` })),
    typesMeeting(meets, fragment.typeCondition),
  );
  // Mostly the first field of the key; one and the same under whichever key.
  const telling = fields.find(({ as }) => as !== '__typename');
  return telling ? Object.assign(represent, { telling: telling.from }) : represent;
}

const isNamedBy = (names: ReadonlySet<string>, keys: Scope['keys']): boolean =>
  keys.length === 0 || keys.some((key) => key.every((field) => names.has(field)));

/** Null where one of them is no plain field, or stands twice; or where none says the type. */
function plainFields(selections: readonly QueryPlanSelectionNode[], forms: Scope['forms']): readonly Field[] | null {
  const fields = selections.map((node) => plainField(node, forms)).filter((field) => field !== null);
  const names = new Set(fields.map(({ as }) => as));
  return names.size === selections.length && names.has('__typename') ? fields : null;
}

/** Null for one that holds others, or is named as what every object inherits. */
function plainField(node: QueryPlanSelectionNode, forms: Scope['forms']): Field | null {
  if (node.kind !== 'Field' || node.selections?.length) return null;
  const from = node.alias ?? node.name;
  return from in Object.prototype ? null : { from, as: forms.get(node.name)?.name ?? from };
}

const writeFields =
  (fields: readonly { readonly from: string; readonly head: string }[], isMeant: (typename: string) => boolean): Represent =>
  (entity) => {
    const typename = typenameOf(entity);
    if (typename === null || !isMeant(typename)) return null;
    let text = '';
    for (const { from, head } of fields) {
      const value = entity[from];
      if (value === undefined) return null;
      text += head + written(value);
    }
    return `${text}}`;
  };

function typesMeeting(meets: Meets, condition: string | undefined): (typename: string) => boolean {
  if (condition === undefined) return () => true;
  const known = new Map<string, boolean>();
  return (typename) => {
    let is = known.get(typename);
    if (is === undefined) known.set(typename, (is = meets(typename, condition)));
    return is;
  };
}
