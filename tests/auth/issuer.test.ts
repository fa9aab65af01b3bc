import { expect, test } from '@jest/globals';
import { startIssuer } from '../../auth/issuer/issuer.js';
import { identityContract } from '../keycloak/contract.js';

identityContract('the embedded issuer', () => startIssuer({ environment: 'test' }));

test('the embedded issuer does not run in production', async () => {
  await expect(startIssuer({ environment: 'production' })).rejects.toThrow('OIDC_ISSUER');
});
