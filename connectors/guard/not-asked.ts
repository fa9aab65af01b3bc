import { Reason } from '../../core/errors.js';

/** Cause of a HubError where the source was not asked at all: it failed before, or has as much to do as it may have. */
export class NotAsked extends Reason {}
