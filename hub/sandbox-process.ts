import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { SourceConfig } from '../core/sources.js';

export interface SandboxProcess {
  readonly sources: readonly SourceConfig[];
  stop(): Promise<void>;
}

export interface SandboxSettings {
  readonly scale: number;
  readonly latencyMs: number;
  readonly movesEveryMs: number;
}

/** Starts the systems in miniature in a process of their own, which ends when this one does. */
export function startSandboxProcess({ scale, latencyMs, movesEveryMs }: SandboxSettings): Promise<SandboxProcess> {
  const child = fork(fileURLToPath(new URL('../sandbox/main.ts', import.meta.url)), [], {
    execArgv: ['--import', 'tsx'],
    env: {
      PATH: process.env['PATH'],
      TMPDIR: process.env['TMPDIR'],
      SANDBOX_SCALE: String(scale),
      SANDBOX_LATENCY_MS: String(latencyMs),
      SANDBOX_MOVES_EVERY_MS: String(movesEveryMs),
    },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`The sandbox ended before it was ready (exit ${code}).`)));
    child.once('message', (message: { sources: unknown[] }) => {
      child.removeAllListeners('exit');
      const ended = new Promise<void>((done) => child.once('exit', () => done()));
      resolve({
        sources: message.sources.map((source) => SourceConfig.parse(source)),
        async stop() {
          if (child.connected) child.disconnect();
          await ended;
        },
      });
    });
  });
}
