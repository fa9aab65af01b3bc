import { expect, test } from '@jest/globals';
import { assertCaller, readAssertion } from '../../auth/assertion.js';
import { createCaller } from '../../auth/caller.js';

const secret = 's'.repeat(32);
const caller = createCaller({
  issuer: 'i',
  subject: 's',
  clientId: 'c',
  tokenId: 't',
  roles: ['province'],
  jurisdictions: ['vinh', 'thai-hoa'],
  agency: null,
  personalId: null,
});

test('a subgraph reads the caller that the gateway vouched for, rights derived anew', async () => {
  expect(await readAssertion(await assertCaller(caller, secret), secret)).toEqual(caller);
});

test('a subgraph believes nobody else', async () => {
  for (const header of [undefined, '', 'Bearer x', await assertCaller(caller, 'x'.repeat(32))]) {
    await expect(readAssertion(header, secret)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  }
});
