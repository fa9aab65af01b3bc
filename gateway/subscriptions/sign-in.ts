import type { FastifyRequest } from 'fastify';
import type { Caller } from '../../auth/caller.js';
import type { PurposeStatement } from '../../auth/purposes.js';
import type { TokenVerifier } from '../../auth/token-verifier.js';
import { HubError } from '../../core/errors.js';
import { tokenIn } from '../authenticate.js';
import { purposeIn, statedPurpose } from '../purpose.js';
import { endless, watchToken, type Session } from './session.js';

export interface SignInOptions {
  /** Null where nobody signs in. */
  readonly verifier: TokenVerifier | null;
  /** Takes a place among the connections there may be. */
  readonly takePlace: (caller: Caller | null) => () => void;
  readonly recheckMs: number;
}

/** Who is at the other end of a connection. */
export interface Visitor {
  readonly caller: Caller | null;
  readonly session: Session;
  /** Why they ask: as an operation's `extensions` say, else the connection's first message, else its headers. */
  readonly statementFor: (extensions: Readonly<Record<string, unknown>>) => PurposeStatement | null;
  readonly leave: () => void;
}

type Params = Readonly<Record<string, unknown>>;

/**
 * Recognises a visitor by the token in `params.authorization`, else in the header of the request that became the connection; throws where
 * there is none, or no good one, or no place. `onEnd` is called when the token no longer stands.
 */
export async function signIn(
  { verifier, takePlace, recheckMs }: SignInOptions,
  params: Params,
  { headers }: FastifyRequest,
  onEnd: () => void,
): Promise<Visitor> {
  const token = tokenIn(params['authorization'] ?? params['Authorization']) ?? tokenIn(headers.authorization);
  const caller = verifier ? await verified(verifier, token) : null;
  const leavePlace = takePlace(caller);
  const session = verifier ? watchToken(token!, verifier, recheckMs, onEnd) : endless;
  return {
    caller,
    session,
    statementFor: (extensions) => purposeIn(extensions) ?? purposeIn(params) ?? statedPurpose(headers),
    leave() {
      session.stop();
      leavePlace();
    },
  };
}

async function verified(verifier: TokenVerifier, token: string | null): Promise<Caller> {
  if (!token) throw new HubError('UNAUTHENTICATED');
  return verifier.verify(token);
}
