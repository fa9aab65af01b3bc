import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { EngineName } from '../../../gateway/engine/engine.js';
import { logInMemory } from '../access-log.kit.js';
import { doors, sourcedHub, told, type Door } from './sourced.kit.js';

// A machine under load takes its time to start a gateway.
jest.setTimeout(30_000);

const engines: EngineName[] = ['compiled', 'apollo'];

describe.each(doors.flatMap((door) => engines.map((engine) => [door, engine] as [Door, EngineName])))(
  'subgraphs %s, over the %s engine',
  (door, engine) => {
    const log = logInMemory();
    let hub: Awaited<ReturnType<typeof sourcedHub>>;
    const ask = async (query: string, variables = {}) => hub.ask(query, 'ioc', variables);
    beforeAll(async () => void (hub = await sourcedHub(door, { engine, accessLog: log.accessLog })));
    afterAll(() => hub.close());

    test('an answer tells what each source did that it draws on: well, old, failed, or not asked', async () => {
      const { data, errors, extensions } = await ask('{ town { name dossiers parcels people } }');
      expect(data).toEqual({ town: { name: 'Vinh', dossiers: 12, parcels: null, people: null } });
      expect(errors!.map(({ extensions: { code, source } }) => [code, source])).toEqual([
        ['SOURCE_UNAVAILABLE', 'land-vinh'],
        ['SOURCE_UNAVAILABLE', 'people-vinh'],
      ]);
      expect(extensions).toEqual({
        sources: [
          told('dossiers-vinh', 'STALE', 7_200),
          told('land-vinh', 'FAILED', null),
          told('names', 'OK', 5),
          told('people-vinh', 'SKIPPED', null),
          told('places', 'OK', 30, { jurisdiction: null }),
        ],
      });
    });

    test('a source that several subgraphs read is told of once, by what was worst', async () => {
      const { extensions } = await ask('{ town { place } }');
      expect(extensions!['sources']).toEqual([told('places', 'STALE', 60, { jurisdiction: null, ms: 60 })]);
    });

    test('a subgraph that cannot be reached stands for its sources', async () => {
      const { errors, extensions } = await ask('{ town { slug lost } }');
      expect(errors).toMatchObject([{ path: ['town', 'lost'], extensions: { code: 'SOURCE_UNAVAILABLE', source: 'away' } }]);
      expect(extensions!['sources']).toEqual([
        told('away', 'FAILED', null, { system: 'subgraph', jurisdiction: null }),
        told('places', 'OK', 30, { jurisdiction: null }),
      ]);
    });

    test('nothing is told where no source was asked', async () => {
      expect(await ask('{ quiet }')).toEqual({ data: { quiet: 1 } });
      expect(await ask('{ __type(name: "Town") { name } }')).toEqual({ data: { __type: { name: 'Town' } } });
      expect(await ask('{ unknown }')).not.toHaveProperty('extensions');
    });

    test('a change tells of them, too', async () => {
      const { extensions } = await ask('mutation { rename { slug } }');
      expect(extensions!['sources']).toEqual([told('places', 'OK', 0)]);
    });

    test('the record of an answer has the form it had', async () => {
      await ask('{ town { dossiers } }');
      expect(log.last().sources).toEqual([
        { name: 'places', status: 'OK', ms: expect.any(Number) },
        { name: 'figures', status: 'OK', ms: expect.any(Number) },
      ]);
    });

    test('every subgraph is told how old an answer may be', async () => {
      expect((await ask('{ age }')).data).toEqual({ age: null });
      for (const seconds of [0, 60, 31_536_000])
        expect((await ask(`query @freshness(maxAgeSeconds: ${seconds}) { age }`)).data).toEqual({ age: seconds });
      expect((await ask('query($age: Int!) @freshness(maxAgeSeconds: $age) { age }', { age: 5 })).data).toEqual({ age: 5 });
      expect((await ask('query($age: Int = 7) @freshness(maxAgeSeconds: $age) { age }')).data).toEqual({ age: 7 });
    });

    test('what is older is null with an error in its place, beside the rest of the answer', async () => {
      const { data, errors, extensions } = await ask('query @freshness(maxAgeSeconds: 60) { town { name dossiers } }');
      expect(data).toEqual({ town: { name: 'Vinh', dossiers: null } });
      expect(errors).toMatchObject([
        { path: ['town', 'dossiers'], extensions: { code: 'DATA_TOO_OLD', source: 'dossiers-vinh' } },
      ]);
      expect(extensions!['sources']).toContainEqual(told('dossiers-vinh', 'FAILED', null));
      const patient = await ask('query @freshness(maxAgeSeconds: 7200) { town { dossiers } }');
      expect(patient).toMatchObject({ data: { town: { dossiers: 12 } } });
      expect(patient).not.toHaveProperty('errors');
    });
  },
);
