import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { TokenVerifier } from '../../auth/token-verifier.js';
import { HubError } from '../../core/errors.js';
import { eventStream, oneEvent } from '../../core/event-stream.js';
import { takeDraft } from '../access-log/hook.js';
import { callerOf, tokenIn } from '../authenticate.js';
import { statedPurpose } from '../purpose.js';
import { textOf, type Answer } from '../writing/written.js';
import { asksForEvents, paramsIn, questionIn, type Params } from './ask.js';
import { asGraphQLError } from './event.js';
import { shown, type FormatError } from './present.js';
import { endless, watchToken, type Session } from './session.js';
import type { Opening, Subscriptions } from './subscriptions.js';

export interface DoorOptions {
  readonly subscriptions: Subscriptions;
  /** Null where nobody signs in. */
  readonly verifier: TokenVerifier | null;
  readonly format: FormatError;
  readonly heartbeatMs: number;
  readonly recheckMs: number;
}

const eventStreamType = 'text/event-stream';

/**
 * Whether a request is to be answered with an event stream: where nothing else is accepted, and else for a subscription only. Some clients
 * name every type they can read with whatever they ask.
 */
export function wantsEvents({ headers, body }: FastifyRequest): boolean {
  const accepted = (headers.accept ?? '').toLowerCase();
  if (!accepted.includes(eventStreamType)) return false;
  return !/json|multipart|\*\/\*/.test(accepted) || asksForEvents(body);
}

/** Answers POST with an event stream, as graphql-sse has it in distinct connections mode. */
export function createEventStreamDoor(options: DoorOptions) {
  const text = (answer: Answer) => textOf(shown(answer, options.format));
  const written = {
    textOf: text,
    textOfFault: (error: unknown) => text({ errors: [asGraphQLError(error)] }),
    heartbeatMs: options.heartbeatMs,
  };
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const params = paramsIn(request.body);
    let opening: Opening | undefined;
    const session = sessionOf(request, options, () => {
      if (opening && 'fail' in opening) opening.fail(new HubError('UNAUTHENTICATED'));
    });
    opening = await open(params, request, session, options.subscriptions);
    // Its connection ends with it: a server that closes would wait for the connection otherwise.
    const head = { 'content-type': `${eventStreamType}; charset=utf-8`, 'cache-control': 'no-store', connection: 'close' };
    void reply.headers(head);
    if ('errors' in opening) {
      session.stop();
      return reply.send(oneEvent(text(opening)));
    }
    const { answers } = opening;
    const leave = () => {
      session.stop();
      void answers.return();
    };
    reply.raw.once('close', leave);
    // Gone while it was opened.
    if (reply.raw.destroyed) leave();
    // A reader that takes nothing, not even a sign of life, is gone, too.
    reply.raw.setTimeout(options.heartbeatMs * 3, () => void reply.raw.destroy());
    return reply.send(Readable.from(eventStream(answers, written), { highWaterMark: 1 }));
  };
}

function sessionOf({ headers }: FastifyRequest, { verifier, recheckMs }: DoorOptions, onEnd: () => void): Session {
  const token = tokenIn(headers.authorization);
  return verifier && token ? watchToken(token, verifier, recheckMs, onEnd) : endless;
}

async function open(params: Params, request: FastifyRequest, session: Session, to: Subscriptions): Promise<Opening> {
  const caller = callerOf(request);
  const draft = takeDraft(request);
  draft.caller = caller;
  try {
    const dryRun = request.headers['x-dry-run'] === 'true';
    const statement = statedPurpose(request.headers);
    return await to.open({ ...questionIn(params), caller, statement, dryRun, draft }, session);
  } catch (error) {
    return to.refuse(draft, error);
  }
}
