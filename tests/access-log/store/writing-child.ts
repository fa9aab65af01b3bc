import { writeSync } from 'node:fs';
import { openStore } from '../../../gateway/access-log/store/open.js';
import { createAccessLogWriter } from '../../../gateway/access-log/writer.js';
import { record } from './records.js';

// Writes records to a store as fast as it takes them, and prints the name of each that was acknowledged, until it is killed.
const [place, log, run] = process.argv.slice(2) as [string, string, string];
const writer = createAccessLogWriter({ store: openStore(place), log, commitTimeoutMs: 30_000 });
await writer.start();
let number = 0;
await Promise.all(
  Array.from({ length: 32 }, async () => {
    for (;;) {
      const name = `${run}-${number++}`;
      await writer.commit(record(name));
      writeSync(1, `${name}\n`);
    }
  }),
);
