import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SourceConfig } from '../../core/sources.js';
import { startSandboxProcess } from '../../hub/sandbox-process.js';
import { createAsker, type Asker } from './asker.js';
import { startFaultProxy, type FaultProxy } from './fault-proxy.js';
import { hubYaml } from './hub-yaml.js';
import { startHubProcess, type HubProcess, type LogLine } from './hub-process.js';

export interface FaultHub extends Asker {
  readonly process: HubProcess;
  /** What stands before each source, by its id. */
  readonly proxies: Readonly<Record<string, FaultProxy>>;
  /** Requests that the source itself counted since `clear`, by method and path. */
  sourceSaw(id: string): Promise<Readonly<Record<string, number>>>;
  /** Lines of the log since `clear`. */
  logged(): readonly LogLine[];
  /** Every count begins again. */
  clear(): Promise<void>;
  stop(): Promise<void>;
}

export interface FaultHubOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** What to configure besides, for each source. */
  readonly source?: (source: SourceConfig) => object;
  /** What stands in hub.yaml beside the sources. */
  readonly file?: object;
  readonly scale?: number;
}

/** How long the hub waits for a source. */
export const timeoutMs = 800;

/** Waits for all sources but these for as long as the machine needs: what is measured is what those do. */
export const patientBut =
  (...ids: readonly string[]) =>
  ({ id }: SourceConfig): object =>
    ids.includes(id) ? {} : { timeoutMs: 8_000 };

type Ends = (() => Promise<unknown>)[];

/** The hub in a process of its own, over the sandbox in another, with a proxy between it and each system. */
export async function startFaultHub(options: FaultHubOptions = {}): Promise<FaultHub> {
  const ends: Ends = [];
  const stop = async () => {
    for (const end of ends.toReversed()) await end();
  };
  try {
    return { ...(await assemble(options, ends)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function assemble({ env = {}, source = () => ({}), file = {}, scale = 0.1 }: FaultHubOptions, ends: Ends) {
  const sandbox = await startSandboxProcess({ scale, latencyMs: 0, movesEveryMs: 0 });
  ends.push(() => sandbox.stop());
  const proxies: Record<string, FaultProxy> = {};
  for (const { id, url } of sandbox.sources) {
    const proxy = (proxies[id] = await startFaultProxy(new URL(url)));
    ends.push(() => proxy.close());
  }
  const sources = sandbox.sources.map((each) => ({
    ...each,
    url: proxies[each.id]!.origin + new URL(each.url).pathname,
    timeoutMs,
    ...source(each),
  }));
  const folder = await mkdtemp(join(tmpdir(), 'hub-faults-'));
  ends.push(() => rm(folder, { recursive: true, force: true }));
  const HUB_CONFIG = join(folder, 'hub.yaml');
  const { text, env: secrets } = hubYaml({ sources, ...file });
  await writeFile(HUB_CONFIG, text);
  const hub = await startHubProcess({ HUB_CONFIG, ...secrets, ...env });
  ends.push(() => hub.kill('SIGTERM'));
  const asker = await createAsker(hub);
  ends.push(() => asker.close());
  return { ...asker, process: hub, proxies, ...countsOf(hub, proxies, sandbox.sources) };
}

/** What sources and log have told since all was cleared. */
function countsOf(hub: HubProcess, proxies: Readonly<Record<string, FaultProxy>>, sources: readonly SourceConfig[]) {
  let from = 0;
  const statsOf = (url: string, method = 'GET') => fetch(new URL('/_stats', url), { method });
  return {
    async sourceSaw(id: string) {
      const { url } = sources.find((each) => each.id === id)!;
      return ((await (await statsOf(url)).json()) as { byPath: Record<string, number> }).byPath;
    },
    logged: () => hub.log.slice(from),
    async clear() {
      from = hub.log.length;
      for (const proxy of Object.values(proxies)) proxy.clear();
      await Promise.all(sources.map(({ url }) => statsOf(url, 'DELETE')));
    },
  };
}
