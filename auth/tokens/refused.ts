import { HubError } from '../../core/errors.js';

/** The refusal of a token. `reason` is for the log and must hold nothing that the token says. */
export const refused = (reason: string): HubError => new HubError('UNAUTHENTICATED', undefined, { cause: new Error(reason) });
