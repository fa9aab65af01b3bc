import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import type { Caller } from '../../auth/caller.js';
import { serveSubgraph } from '../../schema/serve.js';
import type { Subgraph } from '../../schema/subgraph.js';
import { undescribed } from './descriptions.js';

export interface SubgraphUnderTest {
  readonly subgraph: Subgraph;
  /** Upstream requests so far, by the sources' own count. */
  readonly requests: () => Promise<number>;
  readonly close: () => Promise<void>;
}

export interface EntityCase {
  readonly typename: string;
  /** Known references, three or more. */
  readonly references: readonly object[];
  /** A well-formed reference to nothing. */
  readonly unknown: object;
  /** What to select of the entity: `{ subject }`. */
  readonly selection: string;
}

export interface SubgraphContract {
  readonly create: () => Promise<SubgraphUnderTest>;
  readonly caller: Caller;
  readonly entities: readonly EntityCase[];
}

const query = (typename: string, selection: string) =>
  `query ($r: [_Any!]!) { _entities(representations: $r) { __typename ... on ${typename} ${selection} } }`;

/** What every subgraph must do: tell its SDL, resolve references in order and in one go, and explain every word of its schema. */
export function subgraphContract({ create, caller, entities }: SubgraphContract): void {
  describe('keeps the subgraph contract', () => {
    let under: SubgraphUnderTest;
    let app: FastifyInstance;
    beforeAll(async () => {
      under = await create();
      app = await serveSubgraph(under.subgraph, { identify: async () => caller });
    });
    afterAll(async () => {
      await app.close();
      await under.close();
    });
    const ask = async (text: string, variables: object = {}) =>
      (await app.inject({ method: 'POST', url: '/graphql', payload: { query: text, variables } })).json<{
        data: Record<string, unknown> | null;
        errors?: { extensions: { code: string } }[];
      }>();
    const resolve = (typename: string, selection: string, references: readonly object[]) =>
      ask(query(typename, selection), { r: references.map((reference) => ({ __typename: typename, ...reference })) });

    test('tells its SDL', async () => {
      const { data } = await ask('{ _service { sdl } }');
      expect(JSON.stringify(data?.['_service'])).toContain('https://specs.apollo.dev/federation/v2');
    });

    test('describes every type, field, argument and value', () => {
      expect(undescribed(under.subgraph.schema)).toEqual([]);
    });

    test('refuses a request the gateway does not vouch for', async () => {
      const closed = await serveSubgraph(
        { ...under.subgraph, close: async () => undefined },
        { identify: () => Promise.reject(new Error('password=1')) },
      );
      const response = await closed.inject({ method: 'POST', url: '/graphql', payload: { query: '{ __typename }' } });
      expect(response.statusCode).toBeGreaterThanOrEqual(400);
      expect(response.body).not.toContain('password');
      await closed.close();
    });

    for (const { typename, references, unknown, selection } of entities) {
      test(`${typename}: references are resolved in order`, async () => {
        const { data, errors } = await resolve(typename, selection, references);
        expect(errors ?? []).toEqual([]);
        const found = data?.['_entities'] as (object | null)[];
        expect(found).toHaveLength(references.length);
        expect(found.every((entity) => entity !== null)).toBe(true);
        const reversed = await resolve(typename, selection, references.toReversed());
        expect(strip(reversed.data?.['_entities'])).toEqual(strip(found.toReversed()));
      });

      test(`${typename}: many references cost no more upstream requests than one`, async () => {
        const cost = async (of: readonly object[]) => {
          const before = await under.requests();
          await resolve(typename, selection, of);
          return (await under.requests()) - before;
        };
        await cost(references);
        const one = await Promise.all(
          references
            .map((reference) => [reference])
            .slice(0, 1)
            .map(cost),
        );
        // Several sources may own the references: one request each, never one for each reference.
        const many = await cost(Array.from({ length: 30 }, (_, at) => references[at % references.length]!));
        const distinct = await cost(references);
        expect(many).toBe(distinct);
        expect(distinct).toBeLessThanOrEqual(Math.max(one[0]!, 1) * sourcesOf(references));
      });

      test(`${typename}: an unknown key is null, not an error`, async () => {
        const { data, errors } = await resolve(typename, selection, [unknown]);
        expect(errors ?? []).toEqual([]);
        const [entity] = (data?.['_entities'] ?? []) as (Record<string, unknown> | null)[];
        const values = Object.entries(entity ?? {}).filter(([name]) => name !== '__typename' && !(name in unknown));
        expect(values.every(([, value]) => isNothing(value))).toBe(true);
      });
    }
  });
}

/** Distinct leading parts of the references' first key: an upper bound for the sources that own them. */
const sourcesOf = (references: readonly object[]) =>
  new Set(references.map((reference) => String(Object.values(reference)[0]).slice(0, 3))).size;

// When the hub read a thing is not part of what the thing is.
const strip = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (key, inner: unknown) => (key === 'fetchedAt' ? undefined : inner)));

const isNothing = (value: unknown): boolean =>
  value === null ||
  value === 0 ||
  (Array.isArray(value) && value.length === 0) ||
  (typeof value === 'object' && Object.values(value).every(isNothing)) ||
  value === false;
