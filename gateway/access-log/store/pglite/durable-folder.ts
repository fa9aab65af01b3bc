import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';

// PGlite acknowledges a commit before it is on disk: it runs with fsync off, and its file system has no fsync to call. Both are put right
// here, by settings and by the one operation that is missing. Of the ways to flush the log of PostgreSQL only `fsync` reaches it.

/** PGlite in `folder`, whose commits are on disk when they are acknowledged. Made first where there is none. */
export async function openDurable(folder: string): Promise<PGlite> {
  if (!existsSync(join(folder, 'PG_VERSION'))) await make(folder);
  const startParams = [
    ...PGlite.defaultStartParams.filter((param) => param !== '-F'),
    ...['fsync=on', 'wal_sync_method=fsync', 'synchronous_commit=on', 'full_page_writes=on', 'shared_buffers=32MB'].flatMap(
      (setting) => ['-c', setting],
    ),
  ];
  return PGlite.create({ fs: new DurableFs(folder), startParams, serializers: { [json]: asBytes } });
}

/** The type number of `json`. */
const json = 114;
/**
 * Batches go over as JSON, and as bytes: PGlite takes longer to measure and copy a long text than PostgreSQL takes to read it. What a
 * serializer returns is sent as it is, text or bytes; its type knows of text only.
 */
const asBytes = (value: unknown) => Buffer.from(String(value), 'utf8') as unknown as string;

/** Made aside and put in place as a whole: whatever stops it on the way, there is no half of a database. */
async function make(folder: string): Promise<void> {
  const half = `${folder}.new`;
  rmSync(half, { recursive: true, force: true });
  mkdirSync(half, { recursive: true, mode: 0o700 });
  const database = await PGlite.create({ fs: new DurableFs(half) });
  await database.close();
  syncTree(half);
  rmSync(folder, { recursive: true, force: true });
  renameSync(half, folder);
  sync(dirname(folder));
}

interface Stream {
  readonly nfd?: number;
}

interface NodeFsOfModule {
  readonly stream_ops: { fsync?: (stream: Stream) => number };
  tryFSOperation<T>(run: () => T): T;
}

class DurableFs extends NodeFS {
  override async init(...[pg, options]: Parameters<NodeFS['init']>): ReturnType<NodeFS['init']> {
    const made = await super.init(pg, options);
    made.emscriptenOpts.preRun = [...(made.emscriptenOpts.preRun ?? []), addSync];
    return made;
  }
}

function addSync(module: unknown): void {
  const { NODEFS: fs } = module as { NODEFS: NodeFsOfModule };
  fs.stream_ops.fsync = ({ nfd }) => {
    if (nfd !== undefined) fs.tryFSOperation(() => fsyncSync(nfd));
    return 0;
  };
}

function syncTree(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) syncTree(path);
    else if (entry.isFile()) sync(path);
  }
  sync(folder);
}

function sync(path: string): void {
  const file = openSync(path, 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
