import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { loadConfig } from '../../hub/config.js';

function fileWith(text: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'hub-config-')), 'hub.yaml');
  writeFileSync(path, text);
  return path;
}

describe('the configuration', () => {
  test('of an empty environment is the embedded default', () => {
    expect(loadConfig({})).toMatchObject({
      port: 4000,
      host: '127.0.0.1',
      issuers: [],
      sources: null,
      sandbox: { scale: 1, latencyMs: 0 },
    });
  });

  test('names every variable at fault at once', () => {
    const wrong = { HUB_PORT: 'x', SANDBOX_SCALE: '-1', OIDC_ISSUER: 'nowhere', HUB_LOG_LEVEL: 'loud' };
    expect(() => loadConfig(wrong)).toThrow(/HUB_PORT[^]*HUB_LOG_LEVEL[^]*OIDC_ISSUER[^]*SANDBOX_SCALE/);
  });

  test('reads sources and one realm for each city from a file', () => {
    const path = fileWith(`
sources:
  - { id: kpi-nghe-an, system: kpi, jurisdictions: [vinh], url: https://lris.example/api }
issuers:
  - { issuer: https://sso.example/realms/vinh, jurisdictions: [vinh] }
  - { issuer: https://sso.example/realms/nghe-an, organizations: { vinh: [vinh], province: '*' } }
`);
    const { sources, issuers } = loadConfig({ HUB_CONFIG: path });
    expect(sources).toEqual([expect.objectContaining({ id: 'kpi-nghe-an', timeoutMs: 3_000 })]);
    expect(issuers).toEqual([
      expect.objectContaining({
        jwksUri: 'https://sso.example/realms/vinh/protocol/openid-connect/certs',
        jurisdictions: ['vinh'],
      }),
      expect.objectContaining({ organizations: { vinh: ['vinh'], province: '*' } }),
    ]);
  });

  test('refuses a file with a fault, and says where it is', () => {
    expect(() =>
      loadConfig({ HUB_CONFIG: fileWith('sources:\n  - { id: x, system: nothing, jurisdictions: [vinh], url: ftp://a }') }),
    ).toThrow(/sources\[0\]\.system[^]*sources\[0\]\.url/);
  });
});
