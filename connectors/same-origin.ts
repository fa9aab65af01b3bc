import type { SourceConfig } from '../core/sources.js';
import { badData } from './shaped.js';

/** The address of `source`, as what its paths stand below. */
export const baseOf = ({ url }: Pick<SourceConfig, 'url'>): URL => new URL(url.endsWith('/') ? url : `${url}/`);

/**
 * Path and query of a link that a source gave, below the source's own address. A link to anywhere else is not followed but bad data:
 * it would take credentials, and what is asked of whom, to whomever it names.
 */
export function pathBelow(source: Pick<SourceConfig, 'id' | 'url'>, link: string): string {
  const base = baseOf(source);
  const target = URL.canParse(link, base.href) ? new URL(link, base) : null;
  const path = target && isAt(base.origin, target) ? relativeTo(base.pathname, target) : null;
  if (path === null) throw badData(source.id, 'a next link that leads elsewhere');
  return path;
}

const isAt = (origin: string, { origin: there, username, password }: URL): boolean =>
  there === origin && username === '' && password === '';

function relativeTo(root: string, { pathname, search }: URL): string | null {
  if (`${pathname}/` === root) return search;
  return pathname.startsWith(root) ? pathname.slice(root.length) + search : null;
}
