import { printSchema } from 'graphql';
import { errorCodes } from '../core/errors.js';
import { createApolloEngine } from '../gateway/engine/apollo.js';
import { withFreshness } from '../gateway/freshness.js';
import { composeSupergraph } from '../gateway/supergraph/compose.js';
import { splitSupergraph } from '../gateway/supergraph/split.js';
import { printed, table } from './markdown.js';
import { personalDataPage } from './personal-data-page.js';
import { purposesPage, rolesPage } from './roles-page.js';
import { subgraphFactories } from './subgraphs.js';

/** Everything that is printed from code and committed, by path: each subgraph's SDL, the supergraph, the schema clients see, errors, roles, purposes, personal data. */
export async function printContracts(): Promise<Record<string, string>> {
  const subgraphs = await Promise.all(Object.values(subgraphFactories).map((create) => create([])));
  const supergraphSdl = composeSupergraph(subgraphs);
  const split = splitSupergraph(supergraphSdl);
  const engine = await createApolloEngine(split.executableSdl, () => () => Promise.reject(new Error('not served')));
  const api = printSchema(withFreshness(engine.apiSchema));
  await engine.stop();
  return {
    ...Object.fromEntries(subgraphs.map(({ name, sdl }) => [`schema/${name}.graphql`, `${sdl.trim()}\n`])),
    'schema/supergraph.graphql': `${supergraphSdl.trim()}\n`,
    'schema/api.graphql': `${api.trim()}\n`,
    'docs/errors.md': errorPage(),
    'docs/roles.md': rolesPage(),
    'docs/purposes.md': purposesPage(),
    'docs/personal-data.md': personalDataPage(split),
  };
}

const errorPage = () =>
  `${printed}\n# Error codes\n\nEvery error carries \`extensions.code\`. Codes are never renamed. Beside these, a document that does not parse or validate is answered with
\`GRAPHQL_PARSE_FAILED\` or \`GRAPHQL_VALIDATION_FAILED\`. \`extensions.source\` names the source that failed, \`extensions.argument\` the argument that is wrong.\n
${table(
  ['Code', 'Meaning'],
  Object.entries(errorCodes).map(([name, meaning]) => [`\`${name}\``, meaning]),
)}\n`;
