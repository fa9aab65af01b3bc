import 'reflect-metadata';
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { composeSupergraph } from '../../gateway/supergraph/compose.js';
import { subgraphFactories } from '../subgraphs.js';

// The supergraph of subgraphs that run apart, for `npm run gateway`: npm run compose -- --out FILE kpi=http://127.0.0.1:4101/graphql …
const { values, positionals } = parseArgs({ options: { out: { type: 'string' } }, allowPositionals: true });
try {
  const urls = new Map(positionals.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]));
  const names = Object.keys(subgraphFactories);
  const missing = names.filter((name) => !URL.canParse(urls.get(name) ?? ''));
  if (!values.out || missing.length > 0)
    throw new Error(`Say --out FILE and name=address for each of ${names.join(', ')}; missing: ${missing.join(', ')}.`);
  const subgraphs = await Promise.all(Object.values(subgraphFactories).map((create) => create([])));
  writeFileSync(
    values.out,
    `${composeSupergraph(subgraphs.map(({ name, sdl }) => ({ name, sdl, url: urls.get(name)! }))).trim()}\n`,
  );
  console.log(`written: ${values.out}`);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
