import type { Checked } from './check.js';
import type { Step } from './finding.js';

const headings = ['source', 'system', 'state', 'address', 'sign-in', 'rows', 'clock', 'ms'];

/** A line for each source, and below them what is wrong and what to do. */
export function tableOf(all: readonly Checked[]): string {
  const rows = [headings, ...all.map(cellsOf)];
  const widths = headings.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join('  ')
      .trimEnd(),
  );
  const failing = all.filter(({ ok }) => !ok);
  const findings = failing.flatMap(({ id, findings: found }) =>
    found.flatMap(({ step, what, todo }) => [`${id}: ${step}: ${what}.`, `  ${todo}`]),
  );
  const sum = failing.length === 0 ? `All ${all.length} are well.` : `${failing.length} of ${all.length} are not well.`;
  return [...lines, '', ...findings, ...(findings.length > 0 ? [''] : []), sum].join('\n');
}

function cellsOf(checked: Checked): string[] {
  const { id, system, ok, sample, clockSeconds, ms } = checked;
  const rows = sample === null ? stateOf(checked, 'read') : `${sample.read}${sample.unread > 0 ? ` (${sample.unread} not)` : ''}`;
  const clock = clockSeconds === null ? '–' : `${clockSeconds >= 0 ? '+' : ''}${clockSeconds} s`;
  return [id, system, ok ? 'well' : 'FAULT', stateOf(checked, 'address'), stateOf(checked, 'sign-in'), rows, clock, String(ms)];
}

function stateOf({ findings, untried, sample }: Checked, step: Step): string {
  if (findings.some((found) => found.step === step)) return 'FAULT';
  if (untried.includes(step)) return '–';
  // That nothing could be read leaves open whether it was the question or who asked.
  return sample === null && step !== 'address' ? '?' : 'ok';
}
