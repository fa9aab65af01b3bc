import { spawnSync } from 'node:child_process';

/** Where processes run: the gateway by itself on one core, everything else on another. */
export interface Cores {
  /** One sentence for the reader of figures. */
  readonly said: string;
  /** A command as it is started for a gateway. */
  readonly gateway: (command: readonly string[]) => readonly string[];
}

const unpinned = (said: string): Cores => ({ said, gateway: (command) => command });

/** Moves this process, and with it what it starts, to the second core it may use; gateways are started on the first. */
export function takeCores(pinned: boolean): Cores {
  if (!pinned) return unpinned('Processes are not pinned, as asked, and share all cores.');
  const asked = spawnSync('taskset', ['-c', '-p', String(process.pid)], { encoding: 'utf8' });
  if (asked.status !== 0) return unpinned('No taskset here: processes are not pinned, and share all cores.');
  const [first, second] = listed(asked.stdout.split(':').at(-1)!.trim());
  if (first === undefined || second === undefined) return unpinned('One core only: the gateway shares it with its load.');
  const moved = spawnSync('taskset', ['-a', '-c', '-p', String(second), String(process.pid)]);
  if (moved.status !== 0) return unpinned('This process may not be moved: processes are not pinned, and share all cores.');
  return {
    said: `Gateway on core ${first}, subgraphs and load on core ${second}.`,
    gateway: (command) => ['taskset', '-c', String(first), ...command],
  };
}

/** `0-2,5` is 0, 1, 2 and 5. */
const listed = (ranges: string): number[] =>
  ranges.split(',').flatMap((range) => {
    const [from, to = from] = range.split('-').map(Number);
    return Array.from({ length: to! - from! + 1 }, (_, at) => from! + at);
  });
