import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const sideNames = ['stock', 'ours', 'hive'] as const;
export type SideName = (typeof sideNames)[number];

interface Start {
  readonly supergraph: string;
  readonly port: string;
  readonly hiveFolder: string;
}

interface Command {
  /** What Node is given to run. */
  readonly command: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** The engine of ours. */
export const engine = process.env['HUB_ENGINE'] ?? 'compiled';

const file = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** How each gateway is started. */
export const commands: Readonly<Record<SideName, (start: Start) => Command>> = {
  stock: ({ supergraph, port }) => ({
    command: ['--import', import.meta.resolve('tsx'), file('stock.ts'), supergraph, port],
    env: {},
  }),
  ours: ({ supergraph, port }) => ({
    command: [file('../../scripts/run.mjs'), 'gateway', '--supergraph', supergraph, '--port', port],
    env: { HUB_ENGINE: engine, HUB_OPERATION_MEMORY: 'off' },
  }),
  hive: ({ supergraph, port, hiveFolder }) => ({
    command: [
      join(hiveFolder, 'node_modules/.bin/hive-gateway'),
      'supergraph',
      supergraph,
      '--host',
      '127.0.0.1',
      '--port',
      port,
      '--fork',
      '1',
      '-c',
      file('hive.config.mjs'),
    ],
    env: { HIVE_FOLDER: hiveFolder },
  }),
};
