import { fork, type ChildProcess } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { entryOf, genesis } from '../../gateway/access-log/evidence/chain.js';
import { verdicts, type Verdict } from '../../gateway/access-log/evidence/verdicts.js';
import type { AccessRecord } from '../../gateway/access-log/record.js';
import { faultsOf } from './audit-event.kit.js';
import { folderOf, makeLog, name, runCommand, runHere, signed, sizes, type MadeLog } from './command.kit.js';
import { record } from './store/records.js';

const slow = 30_000;
let log: MadeLog;
let scratch: string;
const run = (args: readonly string[], env: Readonly<Record<string, string>> = log.env) => runHere(args, env);
const linesIn = (text: string) => text.trimEnd().split('\n');
const verdictIn = (text: string) => JSON.parse(text) as Verdict;

async function fileOf(lines: readonly string[]): Promise<string> {
  const path = join(await mkdtemp(join(scratch, 'export-')), 'log.jsonl');
  await writeFile(path, lines.map((line) => `${line}\n`).join(''));
  return path;
}

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'access-log-command-'));
  log = await makeLog();
}, slow);
afterAll(async () => {
  await log.remove();
  await rm(scratch, { recursive: true });
});

test(
  'while no hub runs, verify says in one line that all is as it was signed',
  async () => {
    const { exitCode, stdout, stderr } = await runCommand(['verify'], log.env);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toMatch(
      /^CLEAN vinh: records 1 to 120 are those that were signed \(checkpoints: \d+, the newest over 120 records, signed at \S+\)\n$/,
    );
  },
  slow,
);

describe('beside a running hub', () => {
  let hub: ChildProcess;
  beforeAll(async () => {
    hub = fork(fileURLToPath(new URL('command.holder.ts', import.meta.url)), [log.folder, name], {
      execArgv: ['--import', 'tsx'],
    });
    await once(hub, 'message');
  }, slow);
  afterAll(async () => {
    hub.send('end');
    await once(hub, 'exit');
  }, slow);

  test(
    'the log is verified, from a process of its own, and not pruned',
    async () => {
      const verified = await runCommand(['verify'], log.env);
      expect([verified.exitCode, verified.stdout.split(':', 1)[0]]).toEqual([0, 'CLEAN vinh']);
      const pruned = await run(['prune']);
      expect([pruned.exitCode, pruned.stderr]).toEqual([1, expect.stringContaining('in use')]);
    },
    slow,
  );

  test('a part is verified with the key an auditor was given', async () => {
    const key = join(scratch, 'key.txt');
    await writeFile(key, (await run(['key'])).stdout);
    const { exitCode, stdout } = await run(['verify', '--json', '--from', '30', '--to', '60', '--key', key]);
    expect(exitCode).toBe(0);
    expect(verdictIn(stdout)).toMatchObject({ verdict: 'CLEAN', log: name, from: 30, to: 60, entries: 31, unsealed: 0 });
  });

  test.each<[string, number, readonly string[], () => string]>([
    ['another key', 17, ['WRONG_KEY vinh'], () => signed({}, generateKeyPairSync('ed25519'))],
    ['an old copy put back', 15, ['OLD_COPY vinh'], () => signed({ size: 500 }, log.key)],
    ['a log that is gone', 13, ['TRUNCATED hue', 'CLEAN vinh'], () => signed({ log: 'hue', size: 7 }, log.key)],
    ['a forged checkpoint', 18, ['BAD_CHECKPOINT vinh'], () => signed({ size: 500 }, log.key).replace('\n500\n', '\n50\n')],
  ])('verify knows %s', async (_, expected, expectedLines, note) => {
    const { exitCode, stdout } = await run(['verify', '--checkpoints', await folderOf(scratch, note())]);
    expect([exitCode, linesIn(stdout).map((line) => line.split(':', 1)[0])]).toEqual([expected, expectedLines]);
  });

  test('export writes the records as they are, and how to verify a part of them', async () => {
    const whole = await run(['export']);
    expect(linesIn(whole.stdout)).toEqual(log.lines);
    const part = await run(['export', '--from', '41', '--to', '90']);
    expect(linesIn(part.stdout)).toEqual(log.lines.slice(40, 90));
    expect(part.stderr).toContain('verify --file FILE --log vinh --from 41 --to 90');
    const file = await fileOf(linesIn(part.stdout));
    const { exitCode, stdout } = await run(['verify', '--json', '--file', file, '--from', '41', '--to', '90']);
    expect([exitCode, verdictIn(stdout).entries]).toEqual([0, 50]);
    expect((await run(['verify', '--file', file])).exitCode).toBe(11);
    expect((await run(['verify', '--file', file, '--from', '41', '--to', '91'])).exitCode).toBe(13);
  });

  test('export takes times', async () => {
    const at = (seq: number) => (JSON.parse(log.lines[seq - 1]!) as AccessRecord).at;
    const { stdout } = await run(['export', '--from', at(25), '--to', at(27)]);
    expect(linesIn(stdout)).toEqual(log.lines.slice(24, 27));
  });

  test('export writes FHIR', async () => {
    const { stdout } = await run(['export', '--format', 'fhir', '--from', '101']);
    const events = linesIn(stdout).map((line) => JSON.parse(line) as object);
    expect(events).toHaveLength(sizes.all - 100);
    expect(events.flatMap(faultsOf)).toEqual([]);
  });

  test('the checkpoints that are listed prove an export', async () => {
    const folder = join(scratch, 'listed');
    await mkdir(folder);
    await writeFile(join(folder, 'all.jsonl'), (await run(['checkpoints', '--json'])).stdout);
    const file = await fileOf(log.lines);
    const { exitCode } = await run(['verify', '--file', file, '--checkpoints', folder], nowhere());
    expect(exitCode).toBe(0);
  });

  test('a log of another name is misuse', async () => {
    expect((await run(['export', '--log', 'hue'])).exitCode).toBe(2);
  });
});

/** With no checkpoints of another place. */
const nowhere = () => ({ ...log.env, HUB_ACCESS_LOG_ANCHORS: `file:${join(scratch, 'none')}` });

describe('verify, on an export', () => {
  /** What a forger writes who has everything but the key. */
  function writtenAnew(change: (record: AccessRecord, index: number) => AccessRecord): readonly string[] {
    let prev = genesis;
    return log.lines.map((line, index) => {
      const entry = entryOf(change(JSON.parse(line) as AccessRecord, index), { log: name, seq: index + 1, prev });
      prev = entry.hash;
      return entry.text;
    });
  }

  test.each<[string, number, (lines: readonly string[]) => readonly string[]]>([
    ['nothing where it is as it was signed', 0, (lines) => lines],
    ['a value that was changed', 10, (lines) => lines.with(49, lines[49]!.replace('"http":200', '"http":403'))],
    ['a record taken out', 11, (lines) => lines.toSpliced(49, 1)],
    ['two records swapped', 12, (lines) => lines.with(49, lines[50]!).with(50, lines[49]!)],
    ['an end cut off', 13, (lines) => lines.slice(0, 100)],
    ['records written anew', 14, () => writtenAnew((each, index) => (index === 49 ? { ...each, subjects: [] } : each))],
    ['a line that is none', 16, (lines) => lines.with(49, lines[49]!.slice(0, 80))],
  ])('finds %s', async (_, expected, tampered) => {
    const { exitCode, stdout } = await run(['verify', '--json', '--file', await fileOf(tampered(log.lines))]);
    expect([exitCode, verdictIn(stdout).log]).toEqual([expected, name]);
  });

  test('proves nothing without a checkpoint', async () => {
    const { exitCode, stdout, stderr } = await run(['verify', '--file', await fileOf(log.lines)], nowhere());
    expect([exitCode, stdout.split(':', 1)[0]]).toEqual([3, 'UNPROVEN vinh']);
    expect(stderr).toContain('No checkpoints of another place were read');
  });
});

describe('reconcile', () => {
  const exported = (records: readonly AccessRecord[]) =>
    fileOf(records.map((each, index) => entryOf(each, { log: 'any', seq: index + 1, prev: genesis }).text));
  const at = (number: number) => `2026-03-10T03:00:0${number}.000Z`;
  const asked = [1, 2, 3].map((number) =>
    record(`ask-${number}`, { at: at(number), sources: [{ name: 'city', status: 'OK', ms: 1 }] }),
  );
  const answered = [1, 2, 3].map((number) => record(`answer-${number}`, { at: at(number), correlation: `ask-${number}` }));

  test('finds nothing where both hubs recorded the same', async () => {
    const { exitCode, stdout } = await run(['reconcile', await exported(asked), await exported(answered), '--source', 'city']);
    expect([exitCode, stdout]).toEqual([0, '']);
  });

  test('lists what one of them dropped', async () => {
    const [asking, answering] = [await exported(asked.slice(1)), await exported(answered.slice(0, 2))];
    const { exitCode, stdout } = await run(['reconcile', asking, answering, '--source', 'city', '--json']);
    expect(exitCode).toBe(20);
    expect(linesIn(stdout).map((line) => JSON.parse(line) as unknown)).toEqual([
      { only: 'called', request: 'ask-1', at: at(1) },
      { only: 'calling', request: 'ask-3', at: at(3) },
    ]);
  });

  test('says which line is no record', async () => {
    const { exitCode, stderr } = await run(['reconcile', await fileOf(['{}']), await exported(answered), '--source', 'city']);
    expect([exitCode, stderr]).toEqual([1, 'Line 1 is no record of an access log.\n']);
  });
});

describe('a call that cannot be', () => {
  test.each([
    [[]],
    [['rewrite']],
    [['verify', '--fast']],
    [['verify', '--from', 'yesterday']],
    [['verify', 'somewhere']],
    [['export', '--format', 'xml']],
    [['reconcile', 'one']],
    [['reconcile', 'one', 'two']],
    [['prune', '--keep-months', '0']],
  ])('is answered with the usage: %j', async (args) => {
    const { exitCode, stdout, stderr } = await run(args);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain('verify       holds the log');
  });

  test(
    'shows no stack, nor makes a log where there is none',
    async () => {
      const apart = await runCommand(['rewrite'], log.env);
      expect([apart.exitCode, apart.stdout]).toEqual([2, '']);
      const absent = await run(['prune'], { HUB_ACCESS_LOG: join(scratch, 'absent') });
      expect(absent).toEqual({ exitCode: 1, stdout: '', stderr: 'There is no access log in this folder.\n' });
      expect(await readdir(scratch)).not.toContain('absent');
      expect(apart.stderr).not.toMatch(/\n\s+at /);
    },
    slow,
  );
});

test('every verdict stands in the manual, with its exit code', async () => {
  const manual = await readFile('docs/access-log.md', 'utf8');
  const rows = [...manual.matchAll(/^\| `([A-Z_]+)` +\| (\d+) /gm)].map(([, verdict, exitCode]) => [verdict, Number(exitCode)]);
  expect(rows).toEqual(Object.entries(verdicts).map(([verdict, { exitCode }]) => [verdict, exitCode]));
});

// The last one: it takes records out of the log.
test(
  'prune drops what has had its time, and what is left stays provable',
  async () => {
    const { exitCode, stdout } = await run(['prune']);
    expect([exitCode, stdout]).toEqual([0, expect.stringMatching(/^\d{4}-\d\d has left\n$/)]);
    const left = await run(['verify']);
    expect([left.exitCode, left.stdout]).toEqual([0, expect.stringContaining('records up to 20 have left by retention')]);
    const tooSoon = await run(['verify', '--keep-months', '24']);
    expect([tooSoon.exitCode, tooSoon.stdout.split(':', 1)[0]]).toEqual([11, 'MISSING vinh']);
  },
  slow,
);
