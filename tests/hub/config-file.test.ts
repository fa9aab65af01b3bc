import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { loadConfig, openConfig } from '../../hub/config.js';
import { FaultyFile, type Fault } from '../../hub/config/faults.js';
import { hubFileOf } from './hub-file.js';

const secret = 'hunter2-is-not-to-be-told';

/** `line:column at`, in order, of an error that tells no secret. */
async function faultsOf(text: string, env: Record<string, string> = {}): Promise<readonly Fault[]> {
  const error: unknown = await openConfig({ ...env, HUB_CONFIG: hubFileOf(text) }).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(FaultyFile);
  expect((error as FaultyFile).message).not.toContain(secret);
  return (error as FaultyFile).faults;
}
const places = (faults: readonly Fault[]) => faults.map(({ line, column, at }) => `${line}:${column} ${at}`);

const kpi = `
sources:
  - id: kpi-nghe-an
    system: kpi
    jurisdictions: [vinh]
    url: https://lris.example/api
    options:
      apiKey: { env: KPI_KEY }
      areas: { vinh: DT-VINH }
`;

describe('hub.yaml', () => {
  test('has its secrets by reference: variables, and files beside it, without their last line end', async () => {
    const path = hubFileOf(`${kpi}
  - id: kpi-hue
    system: kpi
    jurisdictions: [hue]
    url: https://lris.example/hue
    auth: { kind: basic, username: hub, password: { file: password } }
    options: { apiKey: { file: ./key }, areas: { hue: DT-HUE } }
freshness: { Indicator: { freshFor: 1h } }
cache: { tenant: nghe-an }
`);
    writeFileSync(join(dirname(path), 'key'), `${secret}\n`);
    writeFileSync(join(dirname(path), 'password'), `${secret}\r\n`);
    const config = await openConfig({ HUB_CONFIG: path, KPI_KEY: 'one', REDIS_URL: 'redis://localhost' });
    expect(config.sources).toMatchObject([
      { options: { apiKey: 'one' } },
      { options: { apiKey: secret }, auth: { password: secret } },
    ]);
    expect(config.cache).toEqual({ redisUrl: 'redis://localhost', secret: undefined, tenant: 'nghe-an' });
    expect(config.freshness).toEqual({ Indicator: { freshFor: '1h' } });
  });

  test('is refused with every fault at once, each with its line and column', async () => {
    const faults = await faultsOf(`sources:
  - id: kpi-nghe-an
    system: kpi
    jurisdictions: [vinh, atlantis]
    url: https://lris.example/api
    timeout: 5
    options:
      apiKey: { env: NOT_SET }
  - id: kpi-nghe-an
    system: nothing
    jurisdictions: []
    url: ftp://x
    limits: { concurrent: 0, concurent: 3 }
  - id: igate-hue
    system: igate
    jurisdictions: [hue]
    url: https://igate.example
    options: { clientId: hub, clientSecret: ${secret}, statisticsSuffix: 7 }
  - jurisdictions: [hue]
freshness:
  Procedures: { freshFor: 1h }
  Agency: { freshFor: soon }
sorces: []
`);
    expect(places(faults)).toEqual([
      '4:27 sources[0].jurisdictions[1]',
      '6:5 sources[0].timeout',
      '8:7 sources[0].options.areas',
      '8:15 sources[0].options.apiKey',
      '9:9 sources[1].id',
      '10:13 sources[1].system',
      '11:20 sources[1].jurisdictions',
      '12:10 sources[1].url',
      '13:27 sources[1].limits.concurrent',
      '13:30 sources[1].limits.concurent',
      '18:14 sources[2].options.agencies',
      '18:14 sources[2].options.statusTable',
      '18:45 sources[2].options.clientSecret',
      '18:90 sources[2].options.statisticsSuffix',
      '19:5 sources[3].id',
      '19:5 sources[3].system',
      '19:5 sources[3].url',
      '21:3 freshness.Procedures',
      '22:23 freshness.Agency.freshFor',
      '23:1 sorces',
    ]);
  });

  test('never holds a secret itself', async () => {
    const faults = await faultsOf(`${kpi}
    auth: { kind: api-key, value: ${secret} }
    tls: { cert: -----, key: "${secret}" }
  - { id: a, system: kpi, jurisdictions: [hue], url: "https://hub:${secret}@lris.example", options: { apiKey: 123456, areas: {} } }
  - { id: b, system: kpi, jurisdictions: [hue], url: https://lris.example, options: { apiKey: [${secret}], areas: {} } }
`);
    expect(faults.map(({ at, message }) => [at, message])).toEqual(
      expect.arrayContaining([
        ['sources[0].auth.value', expect.stringContaining('by reference')],
        ['sources[0].tls.key', expect.stringContaining('by reference')],
        ['sources[1].url', expect.stringContaining('credentials')],
        ['sources[1].options.apiKey', expect.stringContaining('by reference')],
        ['sources[2].options.apiKey[0]', expect.stringContaining('by reference')],
      ]),
    );
  });

  test.each([
    ['an unclosed bracket', `sources: [ { options: { apiKey: ${secret}`],
    ['a key twice', `sources: []\nsources: []`],
    ['an unexpected token', `sources:\n  - "a"${secret}`],
    ['nothing', ''],
    ['a list', '- 1'],
    ['growing aliases', `a: &a [x,x]\nb: &b [${'*a,'.repeat(20)}]\nc: &c [${'*b,'.repeat(20)}]\nsources: [${'*c,'.repeat(20)}]`],
  ])('is refused as %s', async (_, text) => {
    expect((await faultsOf(text)).length).toBeGreaterThan(0);
  });

  test('is told to be missing where it is', () => {
    expect(() => loadConfig({ HUB_CONFIG: '/nowhere/hub.yaml' })).toThrow('cannot be read');
  });

  test('names two registers of the same ground', async () => {
    const land = (id: string) => `
  - id: ${id}
    system: ogc-features
    jurisdictions: [dong-ha]
    url: https://land.example
    options:
      epsg: 9212
      extent: [107.061, 16.7901, 107.118, 16.8134]
      communes: { dong-ha: ["19333"] }
      layers: { parcels: a, zones: b, statistics: c }`;
    expect(places(await faultsOf(`sources:${land('one')}${land('two')}`))).toEqual(['13:21 sources[1].jurisdictions[0]']);
  });
});
