import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { describeError, type Log } from '../../../../core/log.js';
import { StoreFailure } from '../database.js';
import type { Answering } from '../pglite/folder.js';
import type { AccessLogReader } from '../store.js';
import { Question, type Answer } from './protocol.js';

/** A socket's path has room for 108 bytes, on some systems for 104. */
const longestPath = 100;
const longestQuestion = 4_096;

/**
 * Lets other processes of the same user read the log while this one has its folder: PGlite admits one process. It gives out what a verifier
 * reads and takes nothing. A Unix domain socket, also on Windows 10 and newer, where `folder` must be one that only the hub's account opens.
 */
export async function serveReader(folder: string, reader: AccessLogReader, report: Log): Promise<Answering> {
  const socket = await pathFor(folder);
  await rm(socket, { force: true });
  const connections = new Set<Socket>();
  const server = createServer((connection) => {
    connections.add(connection);
    connection.once('close', () => connections.delete(connection));
    // A reader that leaves in the middle is none of our trouble.
    connection.on('error', () => connection.destroy());
    answerAll(connection, reader).catch((error: unknown) => {
      report.warn({ ...describeError(error) }, 'a reader of the access log was left without an answer');
      connection.destroy();
    });
  });
  await listen(server, socket);
  await chmod(socket, 0o600);
  server.unref();
  return {
    socket,
    async close() {
      const closed = once(server, 'close');
      server.close();
      for (const connection of connections) connection.destroy();
      await closed;
      await rm(dirname(socket) === folder ? socket : dirname(socket), { recursive: true, force: true });
    },
  };
}

async function pathFor(folder: string): Promise<string> {
  const path = join(folder, 'access-log.sock');
  if (Buffer.byteLength(path) <= longestPath) return path;
  return join(await mkdtemp(join(tmpdir(), 'access-log-')), 'access-log.sock');
}

async function listen(server: Server, path: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

async function answerAll(connection: Socket, reader: AccessLogReader): Promise<void> {
  const say = async (answer: Answer) => {
    if (connection.destroyed) throw new StoreFailure('The reader has left.');
    if (!connection.write(`${JSON.stringify(answer)}\n`)) await drained(connection);
  };
  for await (const line of createInterface({ input: connection })) {
    if (line.length > longestQuestion) return void connection.destroy();
    try {
      for await (const item of itemsFor(Question.parse(JSON.parse(line)), reader)) await say({ item });
      await say({ end: true });
    } catch (error) {
      if (connection.destroyed) return;
      await say({ failed: error instanceof StoreFailure ? error.message : 'not a question this socket answers' });
    }
  }
}

/** Until there is room again, or nobody to read. */
const drained = (connection: Socket): Promise<void> =>
  new Promise((resolve) => {
    const done = () => {
      connection.off('drain', done).off('close', done);
      resolve();
    };
    connection.on('drain', done).on('close', done);
  });

async function* itemsFor(question: Question, reader: AccessLogReader): AsyncIterable<unknown> {
  if ('logs' in question) yield* await reader.logs();
  else if ('checkpoints' in question) yield* reader.checkpoints(question.checkpoints);
  else if ('segments' in question) yield* await reader.segments(question.segments);
  else yield* reader.entries(question.log, question);
}
