import { connect, type Socket } from 'node:net';
import { carry, say, type Answer } from './carry.js';
import type { Fault } from './fault.js';

/** Knows what goes wrong at the moment, and is told what passes. */
export interface Watcher {
  readonly fault: () => Fault;
  readonly onRequest: () => void;
  /** The client gave up while no byte of the answer had come. */
  readonly onGivenUp: () => void;
}

const requestLine = /^(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) /;

/** Carries one connection to `target` and back, with whatever goes wrong. Requests come one after the other, as HTTP/1.1 clients send them. */
export function relay(client: Socket, target: URL, { fault, onRequest, onGivenUp }: Watcher): void {
  const answer: Answer = { client, bytes: 0, awaited: false };
  let upstream: Socket | null = null;
  const source = () => {
    if (upstream) return upstream;
    upstream = connect({ host: target.hostname, port: Number(target.port) });
    upstream.on('error', () => client.destroy());
    void carry(upstream, answer, fault).catch(() => client.destroy());
    return upstream;
  };
  client.on('error', () => undefined);
  client.on('close', () => {
    if (answer.awaited) onGivenUp();
    upstream?.destroy();
  });
  client.on('data', (chunk) => {
    if (requestLine.test(chunk.toString('latin1', 0, 8))) {
      onRequest();
      answer.bytes = 0;
      answer.awaited = true;
    }
    if (!instead(answer, fault())) source().write(chunk);
  });
}

const noHttp = [Buffer.alloc(512, 0xfe)];

/** Does what goes wrong before the source hears of a request; false where it is to hear of it. */
function instead(answer: Answer, fault: Fault): boolean {
  if (fault.kind === 'black-hole' || fault.kind === 'down') return true;
  if (fault.kind === 'reset' && fault.afterBytes === 0) {
    answer.awaited = false;
    answer.client.resetAndDestroy();
    return true;
  }
  if (fault.kind !== 'garbage' && fault.kind !== 'answer') return false;
  const said = fault.kind === 'garbage' ? say(answer, noHttp, true) : say(answer, fault.bytes(), fault.thenCloses);
  void said.catch(() => answer.client.destroy());
  return true;
}
