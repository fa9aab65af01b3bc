import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { startFile, stop } from './children.js';
import { crossroads } from './crossroads.js';
import { shop } from './shop.js';

/** Subgraphs that are up, and the supergraph of them in a file. */
export interface Field {
  readonly supergraph: string;
  /** How many requests the subgraphs have answered. */
  requests(): Promise<number>;
  stop(): Promise<void>;
}

export const fields = { shop, 'shop and crossroads': [...shop, ...crossroads] } as const;

/** Starts the subgraphs in a process of their own. */
export async function startField(name: keyof typeof fields): Promise<Field> {
  const [child, port] = await startFile<number>('subgraphs-process.ts', [name]);
  const origin = `http://127.0.0.1:${port}`;
  const { supergraphSdl, errors } = composeServices(
    fields[name].map((subgraph) => ({ name: subgraph.name, url: `${origin}/${subgraph.name}`, typeDefs: parse(subgraph.sdl) })),
  );
  if (!supergraphSdl) throw new Error(errors?.map(({ message }) => message).join('\n'));
  const folder = mkdtempSync(join(tmpdir(), 'gateway-bench-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  const supergraph = join(folder, 'supergraph.graphql');
  writeFileSync(supergraph, supergraphSdl);
  return {
    supergraph,
    requests: async () => Number(await (await fetch(`${origin}/_requests`)).text()),
    stop: () => stop(child),
  };
}
