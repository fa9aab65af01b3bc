import type { SourceConfig } from '../core/sources.js';

/** The agency that a dossier code names: `H41.17` of `H41.17-260609-0012`. */
export const agencyPartOf = (code: string): string => code.replace(/-\d+-\d+$/, '');

/** Whether `source` issues codes like this one: the root of the agency it names stands first (QĐ 20/2020) or, in older codes, last (QCVN 102). */
export function issuesCode({ prefixes }: SourceConfig, code: string): boolean {
  const agency = agencyPartOf(code);
  return prefixes.some((prefix) => `${agency}.`.startsWith(`${prefix}.`) || agency.endsWith(`.${prefix}`));
}
