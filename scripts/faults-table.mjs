import { existsSync, readFileSync } from 'node:fs';
import { elsewhere } from './faults-elsewhere.mjs';

// Promises that are no row of the matrix come first.
const row = (one) => Number(one.row) || 0;

/** Prints the cases taken down in `file` by their rows of the fault matrix, and where the rows are that have suites of their own. */
export function print(file) {
  const cases = existsSync(file)
    ? readFileSync(file, 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line))
    : [];
  console.log(`\nWhat was seen of ${cases.length} faults:\n`);
  for (const one of cases.toSorted((a, b) => row(a) - row(b))) {
    console.log(`${row(one) ? `row ${one.row}: ` : ''}${one.fault}`);
    for (const side of ['client', 'log', 'source']) console.log(`    ${side.padEnd(7)} ${one[side]}`);
  }
  console.log('\nRows of the fault matrix that are shown elsewhere, or not at all:\n');
  for (const [rows, what, where] of elsewhere) console.log(`row ${rows}: ${what}\n    ${where}`);
}
