import { randomUUID } from 'node:crypto';
import fastifyWebsocket, { type WebSocket, type WebsocketHandler } from '@fastify/websocket';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import { CloseCode, handleProtocols, makeServer, type Context, type SubscribePayload } from 'graphql-ws';
import { describeError, type Log } from '../../core/log.js';
import { hubErrorIn } from '../../core/public-error.js';
import { addressClass } from '../access-log/address.js';
import { newDraft, type Draft } from '../access-log/draft.js';
import { maxBodyBytes } from '../limits/limits.js';
import type { Answer } from '../writing/written.js';
import { questionIn } from './ask.js';
import type { DoorOptions } from './event-stream-door.js';
import type { Answers } from './live.js';
import { createPlaces, type PlaceLimits } from './places.js';
import { shown, shownErrors } from './present.js';
import { signIn, type Visitor } from './sign-in.js';
import { speakOver, type Extra } from './socket.js';
import type { Opening } from './subscriptions.js';

export interface WebSocketDoorOptions extends DoorOptions, PlaceLimits {
  readonly schema: GraphQLSchema;
  /** How long a connection may take to say who it is. */
  readonly initMs: number;
  readonly log: Log;
}

// Registered close codes of WebSockets.
const goingAway = 1001;
const tryAgainLater = 1013;

/** Lets `app` take WebSockets, of messages no larger than a request body, and closes them when it closes. Goes before all routes. */
export async function acceptWebSockets(app: FastifyInstance, log: Log): Promise<void> {
  await app.register(fastifyWebsocket, {
    options: { maxPayload: maxBodyBytes, handleProtocols },
    // A message too large, or one that is none, is the client's own fault.
    errorHandler(error, socket) {
      log.info(describeError(error), 'a WebSocket broke off');
      socket.terminate();
    },
    preClose(done) {
      for (const socket of app.websocketServer.clients) leave(socket);
      app.websocketServer.close();
      done();
    },
  });
}

/** A client that does not answer the goodbye is not waited for. */
function leave(socket: WebSocket): void {
  socket.close(goingAway, 'Going away');
  setTimeout(() => socket.terminate(), 1_000).unref();
}

interface VisitedBy extends Extra {
  visitor?: Visitor;
}
type Connection = Context<Record<string, unknown> | undefined, VisitedBy>;

/** Answers WebSockets, as graphql-transport-ws has it; subscriptions only. */
export function createWebSocketDoor(options: WebSocketDoorOptions): WebsocketHandler {
  const { format, schema, heartbeatMs, perProcess, log } = options;
  const server = makeServer<Record<string, unknown> | undefined, VisitedBy>({
    connectionInitWaitTimeout: options.initMs,
    onConnect: createConnect(options),
    async onSubscribe(connection, _id, payload) {
      const opening = await open(connection, payload, options);
      if ('errors' in opening) return opening.errors;
      const { document, operationName } = questionIn(payload);
      return { schema, document, operationName, contextValue: opening.answers };
    },
    subscribe: ({ contextValue }) => contextValue as Answers as never,
    onNext: (_connection, _id, _payload, _args, result) => shown(result as Answer, format) as never,
    onError: (_connection, _id, _payload, errors) => shownErrors(errors, format),
    onClose: ({ extra }) => extra.visitor?.leave(),
  });
  return function take(this: FastifyInstance, socket, request) {
    // Those who have not yet said who they are count, too.
    if (this.websocketServer.clients.size > perProcess) socket.close(tryAgainLater, 'Try again later');
    else speakOver(server, { socket, request }, heartbeatMs, log);
  };
}

function createConnect(options: WebSocketDoorOptions) {
  const takePlace = createPlaces(options);
  return async ({ extra, connectionParams }: Connection): Promise<boolean> => {
    const { socket, request } = extra;
    try {
      const unauthorized = () => socket.close(CloseCode.Unauthorized, 'Unauthorized');
      const visitor = await signIn({ ...options, takePlace }, connectionParams ?? {}, request, unauthorized);
      extra.visitor = visitor;
      // Gone while it was looked at.
      if (socket.readyState !== socket.OPEN) visitor.leave();
      return true;
    } catch (error) {
      await options.subscriptions.refuse(draftFor(request), error);
      socket.close(...farewellTo(error));
      return false;
    }
  };
}

function farewellTo(error: unknown): [code: number, reason: string] {
  const code = hubErrorIn(error)?.code;
  if (code === 'UNAUTHENTICATED') return [CloseCode.Unauthorized, 'Unauthorized'];
  if (code === 'TOO_MANY_SUBSCRIPTIONS') return [CloseCode.TooManyInitialisationRequests, 'Too many connections'];
  return [tryAgainLater, 'Try again later'];
}

async function open({ extra }: Connection, payload: SubscribePayload, { subscriptions }: DoorOptions): Promise<Opening> {
  const { caller, session, statementFor } = extra.visitor!;
  const draft = draftFor(extra.request);
  draft.caller = caller;
  try {
    const statement = statementFor(payload.extensions ?? {});
    return await subscriptions.open({ ...questionIn(payload), caller, statement, dryRun: false, draft }, session);
  } catch (error) {
    return subscriptions.refuse(draft, error);
  }
}

const draftFor = ({ ip }: FastifyRequest): Draft => newDraft(randomUUID(), addressClass(ip));
