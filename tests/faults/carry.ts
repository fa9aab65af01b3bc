import { once } from 'node:events';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from './fault.js';

/** Where one connection stands in its present answer. */
export interface Answer {
  readonly client: Socket;
  bytes: number;
  /** A request came, and no byte of its answer has left. */
  awaited: boolean;
}

/** Hands on what the source says, piece by piece, until one side ends or the fault ends it. */
export async function carry(upstream: Socket, answer: Answer, fault: () => Fault): Promise<void> {
  const { client } = answer;
  for await (const chunk of upstream as AsyncIterable<Buffer>) {
    const now = fault();
    if (now.kind === 'black-hole') continue;
    if (now.kind === 'latency' && answer.bytes === 0) await pause(now.ms + Math.random() * (now.jitterMs ?? 0));
    const piece = chunk.subarray(0, Math.max(0, limitOf(now) - answer.bytes));
    answer.bytes += piece.length;
    answer.awaited = false;
    if (now.kind === 'slow') await drip(client, piece, now.bytesPerSecond, fault);
    else await write(client, piece);
    if (piece.length === chunk.length) continue;
    if (now.kind === 'reset') client.resetAndDestroy();
    break;
  }
  client.end();
}

/** Keeps no process alive: a connection does, for as long as it is open. */
const pause = (ms: number) => sleep(ms, undefined, { ref: false });

/** How many bytes of an answer are let through. */
const limitOf = (fault: Fault) => (fault.kind === 'reset' || fault.kind === 'truncate' ? fault.afterBytes : Infinity);

/** Writes so many bytes a second, for as long as that is what is wrong. */
async function drip(client: Socket, piece: Buffer, bytesPerSecond: number, fault: () => Fault): Promise<void> {
  const step = Math.max(1, Math.floor(bytesPerSecond / 10));
  for (let from = 0; from < piece.length && !client.destroyed; from += step) {
    if (fault().kind !== 'slow') return write(client, piece.subarray(from));
    await write(client, piece.subarray(from, from + step));
    await pause(100);
  }
  return undefined;
}

/** Says something of the proxy's own. */
export async function say(answer: Answer, pieces: Iterable<string | Buffer>, thenCloses: boolean): Promise<void> {
  answer.awaited = false;
  for (const piece of pieces) {
    if (answer.client.destroyed) return;
    await write(answer.client, piece);
  }
  if (thenCloses) answer.client.end();
}

async function write(client: Socket, piece: string | Buffer): Promise<void> {
  if (client.destroyed || client.write(piece)) return;
  await Promise.race([once(client, 'drain'), once(client, 'close')]);
}
