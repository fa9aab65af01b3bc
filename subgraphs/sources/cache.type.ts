import { Field, Int, ObjectType } from 'type-graphql';
import type { StoreHealth } from '../../connectors/freshness/store.js';
import { TypeScopes } from '../../schema/scopes.js';
import { SourceCacheKind } from './enums.type.js';

@TypeScopes('sources:read')
@ObjectType({
  description:
    'Where answers of sources are kept (bộ nhớ tạm), as the process sees it that answers. It never makes an answer fail.',
})
export class SourceCache {
  @Field(() => SourceCacheKind, { description: 'Where.' })
  kind!: StoreHealth['kind'];

  @Field(() => Boolean, { description: 'Whether it answers. While it does not, sources are asked more often.' })
  up!: boolean;

  @Field(() => Int, { description: 'How often what was looked for was there.' })
  hits!: number;

  @Field(() => Int, { description: 'How often it was not.' })
  misses!: number;

  @Field(() => Int, { description: 'How often something was there that this hub had not put there, and was left alone.' })
  refused!: number;

  @Field(() => Int, { description: 'How often it failed, or took too long.' })
  errors!: number;

  @Field(() => Int, { description: 'How many answers the process itself keeps.' })
  entries!: number;
}
