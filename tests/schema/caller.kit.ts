import { createCaller } from '../../auth/caller.js';

/** Somebody who may ask. */
export const caller = createCaller({
  issuer: 'i',
  subject: 's',
  clientId: 'c',
  tokenId: 't',
  roles: ['ioc'],
  purpose: null,
  jurisdictions: ['vinh'],
  agency: null,
  personalId: null,
});
