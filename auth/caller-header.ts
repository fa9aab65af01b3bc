import { z } from 'zod';
import { HubError } from '../core/errors.js';
import { createCaller, type Caller } from './caller.js';
import { purposeNames } from './purposes.js';

const Facts = z.object({
  issuer: z.string(),
  subject: z.string(),
  clientId: z.string(),
  tokenId: z.string(),
  roles: z.array(z.string()),
  purpose: z.enum(purposeNames).nullable(),
  jurisdictions: z.union([z.array(z.string()), z.literal('*')]),
  agency: z.string().nullable(),
  personalId: z.string().nullable(),
});

/** A caller as the text of a header, from the gateway to a subgraph. */
export const writeCaller = ({ grants: _derived, masked: _too, ...facts }: Caller): string =>
  Buffer.from(JSON.stringify(facts)).toString('base64url');

/** The caller in such a header; rights are derived anew. UNAUTHENTICATED when it cannot be read. */
export function readCaller(header: string): Caller {
  try {
    return createCaller(Facts.parse(JSON.parse(Buffer.from(header, 'base64url').toString('utf8'))));
  } catch (cause) {
    throw new HubError('UNAUTHENTICATED', undefined, { cause });
  }
}
