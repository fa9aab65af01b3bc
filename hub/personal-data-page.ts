import { roles, type Role } from '../auth/roles.js';
import { categories, masks } from '../auth/personal-data.js';
import { permits, type AnyOf, type Rule } from '../gateway/rights/rules.js';
import type { SplitSupergraph } from '../gateway/supergraph/split.js';
import { code, printed, table } from './markdown.js';

/** Every field that holds personal data, and who may read it, as a page. */
export function personalDataPage({ personalData, rules }: SplitSupergraph): string {
  const rows = [...personalData].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `${printed}
# Personal data

Fields that hold personal data say so in the schema: \`@personalData(category, mask)\`. Their scopes say who may read them; whose rows those
rights reach, and whether in the clear or masked, the role does ([roles](roles.md)), under a [purpose](purposes.md). An answer with masks
lists the masked fields in \`extensions.masked\`: a null there does not mean that there is nothing.

${table(
  ['Field', 'Category', 'Mask', 'Scopes', 'In the clear', 'Masked'],
  rows.map(([coordinate, { category, mask }]) => {
    const applying = rulesOf(coordinate, rules);
    return [
      `\`${coordinate}\``,
      `\`${category}\``,
      `\`${mask}\``,
      applying.map(scopesText).join(' and '),
      ...readersOf(applying),
    ];
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

/** The roles that read it in the clear, and those that read it masked. */
function readersOf(applying: readonly Rule[]): [string, string] {
  const reading = (scopesOf: (role: Role) => readonly string[]) =>
    Object.entries(roles).flatMap(([name, role]) => {
      const rights = { authenticated: true, scopes: new Set(scopesOf(role)) };
      return applying.every((rule) => permits(rule, rights, () => true)) ? [name] : [];
    });
  const clear = reading(({ scopes }) => scopes);
  const masked = reading(({ scopes, masked: behindMasks = [] }) => [...scopes, ...behindMasks]).filter(
    (name) => !clear.includes(name),
  );
  return [code(clear), code(masked)];
}

const entries = (meanings: Readonly<Record<string, string>>) =>
  Object.entries(meanings).map(([name, meaning]) => [`\`${name}\``, meaning]);
