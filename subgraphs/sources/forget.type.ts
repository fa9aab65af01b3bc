import { Field, ObjectType } from 'type-graphql';
import { TypeScopes } from '../../schema/scopes.js';
import { Source } from './source.type.js';

@TypeScopes('sources:manage')
@ObjectType({ description: 'What became of forgetting answers of a source.' })
export class ForgetPayload {
  @Field(() => Source, { description: 'Whose answers were forgotten.' })
  source!: Source;

  @Field(() => Boolean, {
    description:
      'Whether every process that shares what is kept forgets it at once; false where Redis cannot be told now: this process has forgotten, the others will once it can.',
  })
  everywhere!: boolean;
}
