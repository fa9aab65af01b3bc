import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import type { Checkpoint } from '../../evidence/checkpoint.js';
import type { Entry } from '../../record.js';
import { codeOf, StoreFailure } from '../database.js';
import type { AccessLogReader, Segment } from '../store.js';
import type { Answer, Question } from './protocol.js';

/** Reads the log of a running hub over its socket: each question by a connection of its own. */
export function readOverSocket(socket: string): AccessLogReader {
  return {
    logs: () => all(ask<string>(socket, { logs: true })),
    entries: (log, range = {}) => ask<Entry>(socket, { log, ...range }),
    checkpoints: (log) => ask<Checkpoint>(socket, { checkpoints: log }),
    segments: (log) => all(ask<Segment>(socket, { segments: log })),
    close: async () => {},
  };
}

async function all<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

/** Throws where the hub ends before its answer does: half a log must not look like a whole one. */
async function* ask<T>(socket: string, question: Question): AsyncIterable<T> {
  const connection = connect(socket);
  let lost: Error | undefined;
  connection.on('error', (error) => {
    lost = error;
  });
  connection.write(`${JSON.stringify(question)}\n`);
  try {
    for await (const line of createInterface({ input: connection })) {
      const answer = JSON.parse(line) as Answer;
      if ('end' in answer) return;
      if ('failed' in answer) throw new StoreFailure(answer.failed);
      yield answer.item as T;
    }
  } catch (error) {
    if (error instanceof StoreFailure) throw error;
    lost ??= error as Error;
  } finally {
    connection.destroy();
  }
  if (lost) throw new StoreFailure('The running hub cannot be asked for its log.', codeOf(lost));
  throw new StoreFailure('The running hub ended before its answer did.');
}
