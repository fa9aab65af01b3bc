import { expect, test } from '@jest/globals';
import { Arg, Ctx, Directive, Field, ID, Int, ObjectType, Query, Resolver } from 'type-graphql';
import { check, DossierCode } from '../../schema/check.js';
import { connectionOf, type Page } from '../../schema/connection.js';
import { pageOver } from '../../schema/paging.js';
import { Scopes, TypeScopes } from '../../schema/scopes.js';
import { inMemory, serveSubgraph } from '../../schema/serve.js';
import { createSubgraph, type SubgraphContext } from '../../schema/subgraph.js';
import { caller } from './caller.kit.js';

@TypeScopes('kpi:read')
@Directive('@key(fields: "id")')
@ObjectType({ description: 'Thing.' })
class Thing {
  @Field(() => ID, { description: 'Id.' })
  id!: string;

  @Scopes('health:read')
  @Field(() => String, { nullable: true, description: 'Secret.' })
  secret?: string;
}
const source = (id: string) => ({
  id,
  slice: async (offset: number, limit: number) => ({
    rows: Array.from({ length: limit }, (_, i) => ({ id: `${id}${offset + i}` })),
    total: 1000,
  }),
});

const ThingConnection = connectionOf(() => Thing, 'Thing');

@Resolver(() => Thing)
class ThingResolver {
  @Query(() => Thing, { nullable: true, description: 'Q.' })
  thing(@Arg('code', () => String) code: string): Thing {
    return { id: check('code', DossierCode, code), secret: 's' };
  }

  @Query(() => ThingConnection, { nullable: true, description: 'Q.' })
  things(
    @Arg('first', () => Int) first: number,
    @Arg('after', () => String, { nullable: true }) after: string,
    @Ctx() _context: SubgraphContext,
  ): Promise<Page<Thing>> {
    return pageOver(
      [
        source('a'),
        source('b'),
        {
          id: 'c',
          slice: async () => {
            throw new Error('password=1');
          },
        },
      ],
      { first, after },
    );
  }
}

test('a subgraph answers in memory, masks foreign errors and guards its fields', async () => {
  const subgraph = await createSubgraph({
    name: 'things',
    resolvers: [ThingResolver],
    entities: { Thing: ({ id }: { id: string }) => ({ id, secret: 'x' }) },
    createContext: (who) => ({ caller: who }),
  });
  expect(subgraph.sdl).toContain('@requiresScopes(scopes: [["health:read"]])');
  const app = await serveSubgraph(subgraph, { identify: async () => caller });
  const call = inMemory(app, subgraph);
  const result = await call(
    {
      query: '{ thing(code: "x") { id } things(first: 3) { nodes { id secret } totalCount pageInfo { hasNextPage endCursor } } }',
    },
    caller,
  );
  expect(result.data).toMatchObject({
    thing: null,
    things: { nodes: [null, { id: 'a0', secret: null }, { id: 'a1' }, { id: 'a2' }], totalCount: null },
  });
  expect(result.errors).toContainEqual(
    expect.objectContaining({ path: ['thing'], extensions: { code: 'BAD_USER_INPUT', argument: 'code' } }),
  );
  expect(result.errors).toContainEqual(
    expect.objectContaining({ path: ['things', 'nodes', 0], extensions: { code: 'INTERNAL' } }),
  );
  expect(result.errors).toContainEqual(
    expect.objectContaining({ path: ['things', 'nodes', 1, 'secret'], extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE' } }),
  );
  expect(JSON.stringify(result)).not.toContain('password');
  const http = await app.inject({
    method: 'POST',
    url: '/graphql',
    payload: { query: '{ _service { sdl } _entities(representations: [{__typename: "Thing", id: 1}]) { ... on Thing { id } } }' },
  });
  expect(http.json().data._entities).toEqual([{ id: '1' }]);
  await app.close();
});
