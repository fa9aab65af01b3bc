import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { commands, type SideName } from './commands.js';
import { freePort, start, stop } from './children.js';
import type { Cores } from './cores.js';
import type { Field } from './field.js';
import type { Settings } from './settings.js';

/** A gateway that is up. */
export interface Side {
  readonly name: SideName;
  readonly url: string;
  /** Megabytes of memory the process holds; null where the system does not tell. */
  memoryMb(): number | null;
  /** Whether the process is still there. */
  alive(): boolean;
  /** Asks what was loaded into the process before the gateway, see loop-delay.mjs; null if it has no answer within twenty seconds. */
  ask<Answer>(message: string): Promise<Answer | null>;
  stop(): Promise<void>;
}

/** Starts a gateway over the field and waits until it answers. */
export async function startSide(
  name: SideName,
  { supergraph }: Field,
  { cores, settings, preload }: { readonly cores: Cores; readonly settings: Settings; readonly preload?: string | undefined },
): Promise<Side> {
  const port = String(await freePort());
  const { command, env } = commands[name]({ supergraph, port, hiveFolder: settings.hiveFolder ?? '' });
  const child = start(cores.gateway([settings.node, ...command]), {
    env: { ...process.env, NODE_ENV: 'production', ...env, ...(preload && withPreload(preload)) },
    stdio: ['ignore', 'ignore', 'pipe', ...(preload ? (['ipc'] as const) : [])],
  });
  let complaint = '';
  child.stderr!.on('data', (text: Buffer) => (complaint = (complaint + text.toString()).slice(-2_000)));
  const url = `http://127.0.0.1:${port}/graphql`;
  const gone = once(child, 'exit').then(() => Promise.reject(new Error(`The gateway "${name}" did not start:\n${complaint}`)));
  await Promise.race([answering(url), gone]);
  gone.catch(() => undefined);
  return {
    name,
    url,
    memoryMb: () => memoryOf(child.pid!),
    alive: () => child.exitCode === null && child.signalCode === null,
    async ask<Answer>(message: string) {
      if (!child.connected) return null;
      child.send(message);
      const signal = AbortSignal.timeout(20_000);
      const answer = once(child, 'message', { signal }).then(([found]) => found as Answer);
      return Promise.race([answer, gone]).catch(() => null);
    },
    stop: () => stop(child),
  };
}

// A question may bring the gateway down by what it allocates: with less to allocate that comes sooner, and troubles nobody else.
const withPreload = (file: string) => ({
  NODE_OPTIONS: `--max-old-space-size=1024 --import=${new URL(file, import.meta.url).href}`,
});

async function answering(url: string): Promise<void> {
  const until = performance.now() + 60_000;
  const body = JSON.stringify({ query: '{ __typename }' });
  while (performance.now() < until) {
    const answer = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body }).catch(() => null);
    await answer?.text();
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`No answer at ${url} within a minute`);
}

function memoryOf(pid: number): number | null {
  try {
    const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kilobytes === undefined ? null : Number(kilobytes) / 1024;
  } catch {
    return null;
  }
}
