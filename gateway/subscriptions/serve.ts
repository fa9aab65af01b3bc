import type { WebsocketHandler } from '@fastify/websocket';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { TokenVerifier } from '../../auth/token-verifier.js';
import type { Log } from '../../core/log.js';
import type { AccessLog } from '../access-log/hook.js';
import { recorderOf } from '../access-log/recorder.js';
import { createFormatError } from '../errors.js';
import { subscriptionLimits } from '../limits/limits.js';
import type { Serving } from './bind.js';
import { createEventStreamDoor, wantsEvents } from './event-stream-door.js';
import { createSubscriptions, type Subscriptions } from './subscriptions.js';
import { createWebSocketDoor } from './websocket-door.js';

/** How many subscriptions there may be, and how they are watched over: what is not given is as `subscriptionLimits` has it. */
export type SubscriptionSettings = { readonly [Limit in keyof typeof subscriptionLimits]?: number | undefined };

export interface ServeSubscriptionsOptions {
  /** The schema of the endpoint, for the protocol's own use. */
  readonly schema: GraphQLSchema;
  readonly verifier: TokenVerifier | null;
  readonly accessLog?: AccessLog | null;
  readonly subscriptions?: SubscriptionSettings;
  readonly log: Log;
}

export interface SubscriptionDoors {
  readonly subscriptions: Subscriptions;
  readonly webSocket: WebsocketHandler;
  /** Answers a POST with an event stream, where that is what is wanted; null where it is not. */
  readonly eventStream: (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply> | null;
}

/** The subscriptions of an endpoint, and both doors to them. They end when `app` closes, before it waits for its connections. */
export function serveSubscriptions(
  app: FastifyInstance,
  serving: Serving,
  options: ServeSubscriptionsOptions,
): SubscriptionDoors {
  const { schema, verifier, accessLog, log } = options;
  const given = Object.entries(options.subscriptions ?? {}).filter(([, value]) => value !== undefined);
  const limits = { ...subscriptionLimits, ...(Object.fromEntries(given) as Partial<typeof subscriptionLimits>) };
  const record = recorderOf(accessLog, log);
  const subscriptions = createSubscriptions(serving, { ...limits, record });
  const door = { ...limits, subscriptions, verifier, format: createFormatError(log) };
  const events = createEventStreamDoor(door);
  app.addHook('preClose', () => subscriptions.stop());
  return {
    subscriptions,
    webSocket: createWebSocketDoor({ ...door, schema, log }),
    eventStream: (request, reply) => (wantsEvents(request) ? events(request, reply) : null),
  };
}
