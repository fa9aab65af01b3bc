import { Client } from 'undici';
import type { SourceConfig } from '../../../core/sources.js';
import { finding, type Finding } from './finding.js';

/** Beyond this, signatures and tokens are refused and ages are wrong. */
const most = 60;

/** By how many seconds the clock of a source is ahead of ours, to the second, as its answers tell; null where they do not. */
export async function clockDifference({ url, tls }: SourceConfig, signal: AbortSignal): Promise<number | null> {
  const { origin, pathname } = new URL(url);
  const client = new Client(origin, { ...(tls && { connect: { ...tls } }) });
  try {
    const asked = Date.now();
    const { headers, body } = await client.request({ path: pathname, method: 'GET', signal });
    const here = (asked + Date.now()) / 2;
    body.on('error', () => undefined).destroy();
    // The header leaves out what is less than a second.
    const there = Date.parse(String(headers['date'])) + 500;
    return Number.isNaN(there) ? null : Math.round((there - here) / 1000);
  } catch {
    return null;
  } finally {
    void client.destroy();
  }
}

export const clockFinding = (seconds: number | null): Finding | null =>
  seconds === null || Math.abs(seconds) <= most
    ? null
    : finding(
        'clock',
        `its clock is ${Math.abs(seconds)} s ${seconds > 0 ? 'ahead of' : 'behind'} ours`,
        'Set both clocks by the same time server: signatures, tokens and ages depend on them.',
      );
