// What the printed pages are made of.

/** First line of a page that is printed from code. */
export const printed = '<!-- Printed by `npm run schema`; do not edit. -->\n';

/** Names in code type, side by side. */
export const code = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(' ');

/** A table with a head. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
