import { fork, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Held } from './hub-child.js';

export interface LogLine extends Readonly<Record<string, unknown>> {
  readonly level: number;
  readonly msg?: string;
}

export interface HubProcess {
  readonly endpoint: string;
  readonly explorer: string;
  /** Every line of its log so far. */
  readonly log: readonly LogLine[];
  held(): Promise<Held>;
  /** Sends a signal, and waits until it has ended. */
  kill(signal: NodeJS.Signals): Promise<void>;
}

/** The hub in a process of its own: its log is read, and its memory can be asked for. */
export async function startHubProcess(env: Readonly<Record<string, string>>): Promise<HubProcess> {
  const child = fork(fileURLToPath(new URL('hub-child.ts', import.meta.url)), [], {
    execArgv: ['--import', 'tsx', '--expose-gc'],
    env: {
      PATH: process.env['PATH'],
      TMPDIR: process.env['TMPDIR'],
      HUB_PORT: '0',
      HUB_LOG_LEVEL: 'info',
      HUB_ACCESS_LOG: 'off',
      HUB_OPERATION_MEMORY: 'off',
      ...env,
    },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const log = linesOf(child);
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const { endpoint, explorer } = await answerOf<{ endpoint: string; explorer: string }>(child, 'endpoint');
  return {
    endpoint,
    explorer,
    log,
    async held() {
      const answer = answerOf<{ held: Held }>(child, 'held');
      child.send('held');
      return (await answer).held;
    },
    async kill(signal) {
      child.kill(signal);
      await gone;
    },
  };
}

/** The child's next message that tells `field`. */
const answerOf = <T extends object>(child: ChildProcess, field: string) =>
  new Promise<T>((resolve, reject) => {
    const ended = () => reject(new Error('the hub ended'));
    const hear = (message: T) => {
      if (!(field in message)) return;
      child.off('message', hear);
      child.off('exit', ended);
      resolve(message);
    };
    child.on('message', hear);
    child.once('exit', ended);
  });

/** The lines of its log, as they come. What is no log line is shown: it says why the hub does not start. */
function linesOf(child: ChildProcess): LogLine[] {
  const lines: LogLine[] = [];
  createInterface({ input: child.stderr! }).on('line', (line) => {
    try {
      lines.push(JSON.parse(line) as LogLine);
    } catch {
      process.stderr.write(`${line}\n`);
    }
  });
  return lines;
}
