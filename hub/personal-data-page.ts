import { roles } from '../auth/roles.js';
import { categories, masks } from '../auth/personal-data.js';
import { permits, type AnyOf, type Rule } from '../gateway/rights/rules.js';
import type { SplitSupergraph } from '../gateway/supergraph/split.js';

/** Every field that holds personal data, and who may read it, as a page. */
export function personalDataPage({ personalData, rules }: SplitSupergraph): string {
  const rows = [...personalData].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `<!-- Printed by \`npm run schema\`; do not edit. -->

# Personal data

Fields that hold personal data say so in the schema: \`@personalData(category, mask)\`. Their scopes say who may read them; whose rows those
rights reach, the role does ([roles](roles.md)). The mask is what may stand in the place of the value.

${table(
  ['Field', 'Category', 'Mask', 'Scopes', 'Roles'],
  rows.map(([coordinate, { category, mask }]) => {
    const applying = rulesOf(coordinate, rules);
    return [`\`${coordinate}\``, `\`${category}\``, `\`${mask}\``, applying.map(scopesText).join(' and '), rolesText(applying)];
  }),
)}

## Categories

${table(['Category', 'What it holds'], entries(categories))}

## Masks

${table(['Mask', 'What stands in the place of the value'], entries(masks))}
`;
}

/** The rules that all must hold for the field to be read, each once: that of its type and its own. */
function rulesOf(coordinate: string, rules: SplitSupergraph['rules']): Rule[] {
  const found = [coordinate.split('.')[0]!, coordinate].flatMap((at) => rules.get(at) ?? []);
  return found.filter((rule, at) => found.findIndex((other) => anyOfText(other.scopes) === anyOfText(rule.scopes)) === at);
}

const anyOfText = (anyOf: AnyOf) => anyOf.map((all) => all.map((scope) => `\`${scope}\``).join(' + ')).join(' or ');
const scopesText = ({ scopes }: Rule) => anyOfText(scopes);

function rolesText(applying: readonly Rule[]): string {
  const reading = Object.entries(roles).filter(([, { scopes }]) => {
    const rights = { authenticated: true, scopes: new Set<string>(scopes) };
    return applying.every((rule) => permits(rule, rights, () => true));
  });
  return reading.map(([name]) => `\`${name}\``).join(' ');
}

const entries = (meanings: Readonly<Record<string, string>>) =>
  Object.entries(meanings).map(([name, meaning]) => [`\`${name}\``, meaning]);

const table = (head: readonly string[], rows: readonly (readonly string[])[]) =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
