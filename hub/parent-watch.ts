import { readFileSync } from 'node:fs';

/**
 * Calls `end` when the process that asked for this one is gone: npm puts a shell between itself and its script, and a signal sent to npm
 * alone ends npm, or the shell, but never reaches the script.
 */
export function watchParents(end: () => void): void {
  const parents = [process.ppid, parentOf(process.ppid)].filter((pid) => pid !== null && pid > 1) as number[];
  const timer = setInterval(() => {
    if (process.ppid === parents[0] && parents.every(isAlive)) return;
    clearInterval(timer);
    end();
  }, 500);
  timer.unref();
}

function parentOf(pid: number): number | null {
  try {
    // The name in brackets may hold spaces: the fields are counted from its end.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ');
    return Number(fields[1]);
  } catch {
    return null;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
