import { describe, expect, test } from '@jest/globals';
import { SourceConfig } from '../../../core/sources.js';

const source = { id: 'x', system: 'kpi', jurisdictions: ['vinh'], url: 'http://127.0.0.1' };

describe('how a source is signed in to', () => {
  const faultsOf = (auth: unknown) =>
    SourceConfig.safeParse({ ...source, auth }).error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  const oauth2 = { kind: 'oauth2', tokenUrl: 'https://127.0.0.1/token', clientId: 'hub' };
  test.each([
    [{ kind: 'bearer', token: 'a\r\nb' }, 'auth.token: holds characters that no header may have'],
    [{ kind: 'api-key', header: 'x key', value: 'v' }, 'auth.header: is not the name of a header'],
    [{ kind: 'basic', username: 'a:b', password: '' }, 'auth.username: may hold no colon'],
    [oauth2, 'auth: needs clientSecret, or username and password'],
    [{ ...oauth2, username: 'u' }, 'auth: username and password go together'],
  ])('is checked: %j', (auth, fault) => {
    expect(faultsOf(auth)).toContain(fault);
  });
});

test('a certificate and its key are configured together', () => {
  expect(SourceConfig.safeParse({ ...source, tls: { cert: 'c' } }).error?.issues[0]?.message).toBe('cert and key go together');
});

test('a source is asked sixteen things at once, and 256 wait, unless its limits say otherwise', () => {
  expect(SourceConfig.parse(source).limits).toEqual({ concurrent: 16, queue: 256 });
  expect(SourceConfig.parse({ ...source, limits: { perSecond: 0.5 } }).limits).toEqual({
    concurrent: 16,
    queue: 256,
    perSecond: 0.5,
  });
});
