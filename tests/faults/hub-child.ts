import 'reflect-metadata';
import { getHeapCodeStatistics } from 'node:v8';
import { loadConfig } from '../../hub/config.js';
import { startHub } from '../../hub/start.js';

/** What the hub's process holds once its garbage has been collected. */
export interface Held {
  readonly heapBytes: number;
  /** Of it what the engine has made of the program's text: it compiles more as it learns what is hot, and that ends. */
  readonly codeBytes: number;
  readonly rssBytes: number;
  /** Kinds of what keeps the process alive, each with its number. */
  readonly resources: Readonly<Record<string, number>>;
}

// The hub as a child that can be asked what it holds. It ends when its parent hangs up.
const hub = await startHub(loadConfig(process.env));
process.on('disconnect', () => process.exit(0));
process.on('message', (message) => {
  if (message === 'held') void held().then((answer) => process.send!({ held: answer }));
});
process.on('SIGTERM', () => void hub.stop().finally(() => process.exit(0)));
process.send!({ endpoint: hub.endpoint, explorer: hub.explorer });

async function held(): Promise<Held> {
  // What waits for finalizers is free only at the second collection.
  for (let round = 0; round < 3; round++) {
    globalThis.gc?.();
    await new Promise((resolve) => setImmediate(resolve));
  }
  const { heapUsed, rss } = process.memoryUsage();
  const resources: Record<string, number> = {};
  for (const kind of process.getActiveResourcesInfo()) resources[kind] = (resources[kind] ?? 0) + 1;
  const { code_and_metadata_size: code, bytecode_and_metadata_size: bytecode } = getHeapCodeStatistics();
  return { heapBytes: heapUsed, codeBytes: code + bytecode, rssBytes: rss, resources };
}
