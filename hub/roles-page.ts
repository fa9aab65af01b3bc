import { purposes } from '../auth/purposes.js';
import { roles } from '../auth/roles.js';
import { code, printed, table } from './markdown.js';

/** Every role and its rights, as a page. */
export const rolesPage = () => `${printed}
# Roles and their rights

A role is what the realm puts into \`realm_access.roles\`. Its scopes say what may be read and, where they end in \`:write\`, changed; its reach
whose rows: the person's own (\`SELF\`), the agency's (\`AGENCY\`), or those of the jurisdictions named in the token (\`JURISDICTION\`). Several
roles add up, each scope at its widest reach; a scope held masked by one role and in the clear by another counts in the clear, and only as
far as the clear one reaches. Rights to what is said of one person count only under one of the role's [purposes](purposes.md).

${table(
  ['Role', 'For whom', 'Reach', 'Scopes', 'Masked', 'Purposes'],
  Object.entries(roles).map(([name, { description, reach, scopes, masked = [], purposes: its = [] }]) => [
    `\`${name}\``,
    description,
    `\`${reach}\``,
    code(scopes),
    code(masked),
    code(its),
  ]),
)}
`;

/** The controlled list of purposes, as a page. */
export const purposesPage = () => `${printed}
# Purposes

Whoever reads what is said of one person says why: the header \`X-Purpose\`. A request that touches such fields without a purpose the caller
may have is refused whole, before anything is fetched, with \`PURPOSE_REQUIRED\` (status 403). Requests that touch none need no purpose.

${table(
  ['Purpose', 'For', 'Rests on', 'Must be said besides', 'Roles'],
  Object.entries(purposes).map(([name, { description, legalBasis, demands }]) => [
    `\`${name}\``,
    description,
    legalBasis,
    demands === null ? '' : headers[demands],
    code(Object.keys(roles).filter((role) => (roles[role]!.purposes as readonly string[] | undefined)?.includes(name))),
  ]),
)}

\`X-Case-Reference\` (3 to 100 characters) is the number of a case, decision or dossier; it may be sent with every purpose.
\`X-Purpose-Reason\` is 10 to 500 characters. Both are UTF-8 or percent-encoded UTF-8.

Under \`EMERGENCY\` the scopes ${Object.values(roles)
  .flatMap(({ inEmergency = [] }) => code(inEmergency))
  .join(' ')} reach everybody, wherever they live; restricted entries stay closed. Each use is marked for review in
the answer (\`extensions.purpose\`) and in the operator's log.
`;

const headers = {
  caseReference: '`X-Case-Reference`: the decision under which it is done',
  reason: '`X-Purpose-Reason`: why, in writing',
};
