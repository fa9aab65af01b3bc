import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Caller } from '../auth/caller.js';
import { HubError } from '../core/errors.js';

const form = 'an idempotency key is 8 to 64 letters, digits and hyphens, such as a UUID';

/** Names one change, however often it is asked for. */
export const IdempotencyKey = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9-]{6,62}[A-Za-z0-9]$/, form)
  .describe(form);

export const idempotencyKeyDescription =
  'Your own name for this change, such as a UUID: asked for again under the same key, it is made once. 8 to 64 letters, digits and hyphens.';

/** `key` as a source hears it: of this caller and this change alone, so that nobody meets another's. */
export const requestKeyOf = ({ issuer, subject }: Caller, change: string, key: string): string =>
  createHash('sha256')
    .update(JSON.stringify([issuer, subject, change, key]))
    .digest('base64url');

export const keyAlreadyUsed = () =>
  new HubError('BAD_USER_INPUT', 'Argument "idempotencyKey": it already names a change with another input.', {
    argument: 'idempotencyKey',
  });
