import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { describeError, type Log } from '../../core/log.js';
import { createAnchoringMemory } from './evidence/anchoring-memory.js';
import { createAnchoring, type Anchoring } from './evidence/anchoring.js';
import type { Anchor } from './evidence/anchors/anchor.js';
import { createFileAnchor } from './evidence/anchors/file.js';
import { createHttpAnchor } from './evidence/anchors/http.js';
import { createStampAnchor } from './evidence/anchors/rfc3161.js';
import { signCheckpoint } from './evidence/checkpoint.js';
import { openSigningKey } from './evidence/signing-key.js';
import type { AccessLog, AccessLogSink } from './hook.js';
import { createKeyedHash, type KeyedHash } from './keyed-hash.js';
import { keepRetention } from './retention.js';
import { refuseShared, writeOnce } from './secret-file.js';
import { createSelfCheck, type SelfCheck } from './self-check.js';
import { subjectKeyFile, type AccessLogSettings } from './settings.js';
import { openStore } from './store/open.js';
import type { AccessStore } from './store/store.js';
import { defaultVisibility, visibilityRules, type VisibilityOptions } from './visibility.js';
import { createAccessLogWriter, type AccessLogWriter } from './writer.js';

export interface OpenAccessLog {
  /** What the gateway writes to. */
  readonly accessLog: AccessLog;
  readonly store: AccessStore;
  readonly writer: AccessLogWriter;
  readonly anchoring: Anchoring;
  readonly selfCheck: SelfCheck;
  readonly hash: KeyedHash;
  /** Resolves once the store was opened, or could not be. */
  readonly opened: Promise<void>;
  close(): Promise<void>;
}

export interface OpenOptions {
  readonly report: Log;
  /** The domains of the coordinates in an answer. */
  readonly domainsOf: (coordinates: readonly string[]) => readonly string[];
  readonly visibility?: VisibilityOptions;
}

/** The access log as `settings` place it. Until its store can be had the hub is not ready; it is tried for again and again. */
export async function openAccessLog(settings: AccessLogSettings, options: OpenOptions): Promise<OpenAccessLog> {
  const { folder, place, name } = settings;
  const { report, domainsOf, visibility = defaultVisibility } = options;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const hash = createKeyedHash(settings.subjectKey ?? (await subjectKey(folder)));
  const key = await openSigningKey(folder);
  const store = openStore(place, { report });
  const anchoring = anchoringOf(settings, report);
  const writer = createAccessLogWriter({
    store,
    log: name,
    sign: (of) => signCheckpoint(of, key),
    publish: (checkpoint) => anchoring.publish(checkpoint),
    domainsOf,
    report,
  });
  // A database that is made for the first time takes seconds: the hub starts meanwhile, and what is personal waits for it.
  const starting = writer
    .start()
    .then(() => writer.seal())
    .catch((error: unknown) => {
      report.error({ accessLog: name, ...describeError(error) }, 'the access log cannot be opened');
    });
  const selfCheck = createSelfCheck(store, name, report);
  const retention = keepRetention(store, settings.keepMonths, report);
  void starting.then(() => retention.run());
  const sink = sinkOf(writer, starting, () => anchoring.state() !== 'stopped');
  return {
    accessLog: { sink, hash, visibility: visibilityRules(visibility) },
    store,
    writer,
    anchoring,
    selfCheck,
    hash,
    opened: starting,
    async close() {
      selfCheck.stop();
      retention.stop();
      await starting;
      await writer.close();
      await anchoring.close();
      await store.close();
    },
  };
}

const sinkOf = (writer: AccessLogWriter, starting: Promise<void>, mayDisclose: () => boolean): AccessLogSink => ({
  ...writer,
  mayDisclose,
  commit: async (...record) => {
    await starting;
    await writer.commit(...record);
  },
});

const anchoringOf = (settings: AccessLogSettings, report: Log): Anchoring =>
  createAnchoring({
    anchors: anchorsOf(settings),
    log: report,
    graceMs: settings.graceMs,
    memory: createAnchoringMemory(join(settings.folder, 'not-anchored-since')),
  });

function anchorsOf({ anchors, folder, stampAuthorities }: AccessLogSettings): [Anchor, ...Anchor[]] {
  const made = anchors.map((anchor, at): Anchor => {
    const kept = join(folder, 'anchored');
    if (anchor.startsWith('file:'))
      return createFileAnchor({ name: `file-${at + 1}`, folder: resolve(anchor.slice('file:'.length)) });
    if (!anchor.startsWith('tsa:')) return createHttpAnchor({ name: `witness-${at + 1}`, url: anchor, folder: kept });
    const authorities = stampAuthorities.map((path) => readFileSync(path, 'utf8'));
    return createStampAnchor({ name: `stamp-${at + 1}`, url: anchor.slice('tsa:'.length), folder: kept, authorities });
  });
  return made as [Anchor, ...Anchor[]];
}

/** The key of the hashes of people, made at first use. Without it nobody can be found in the log any more. */
async function subjectKey(folder: string): Promise<string> {
  const file = subjectKeyFile(folder);
  await writeOnce(file, 0o600, () => randomBytes(32).toString('base64url'));
  await refuseShared(file);
  return readFile(file, 'utf8');
}
