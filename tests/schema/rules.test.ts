import { expect, test } from '@jest/globals';
import { Field, ObjectType, Query, Resolver } from 'type-graphql';
import { categories, masks } from '../../auth/personal-data.js';
import { hubFeature, PersonalData, Public } from '../../schema/rules.js';
import { createSubgraph } from '../../schema/subgraph.js';

@Public()
@ObjectType({ description: 'Place.' })
class Place {
  @PersonalData('LOCATION', 'COARSE')
  @Field(() => String, { nullable: true, description: 'Address.' })
  address?: string;
}

@Resolver()
class PlaceResolver {
  @Public()
  @Query(() => Place, { nullable: true, description: 'Place.' })
  place(): Place {
    return {};
  }
}

test('what is public and what is personal stands in the SDL, under the hub’s own feature', async () => {
  const { sdl } = await createSubgraph({
    name: 'places',
    resolvers: [PlaceResolver],
    entities: {},
    createContext: (caller) => ({ caller }),
  });
  expect(sdl).toContain('place: Place @public');
  expect(sdl).toContain('type Place @public {');
  expect(sdl).toContain('address: String @personalData(category: "LOCATION", mask: "COARSE")');
  expect(sdl).toContain('import: ["@public", "@personalData", "@reveals", "@dataSubject"]');
});

test('the directive’s own description names every category and mask', () => {
  for (const name of [...Object.keys(categories), ...Object.keys(masks)]) expect(hubFeature).toMatch(new RegExp(`\\b${name}\\b`));
});
