import { purposesOf } from '../auth/roles.js';

/** The headers that state the first purpose these roles may have, with all that it demands; none for roles without any. */
export function purposeHeaders(roles: readonly string[]): Record<string, string> {
  const [purpose] = purposesOf(roles);
  return purpose ? { 'x-purpose': purpose, 'x-case-reference': encodeURIComponent('12/QĐ-TTr') } : {};
}
