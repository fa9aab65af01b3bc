import { Field, Int, ObjectType } from 'type-graphql';
import { PersonalData } from '../../schema/rules.js';
import { TypeScopes } from '../../schema/scopes.js';
import { HealthCode } from './code.type.js';

@TypeScopes('health:read')
@ObjectType({ description: 'A vaccination (tiêm chủng), given or not given.' })
export class HealthImmunization {
  @Field(() => HealthCode, { nullable: true, description: 'The vaccine.' })
  vaccine!: HealthCode | null;

  @PersonalData('HEALTH', 'HIDE')
  @Field(() => Boolean, {
    nullable: true,
    description: 'False for an entry that says the dose was not given (hoãn, chống chỉ định). Null only where it is masked.',
  })
  given!: boolean;

  @PersonalData('HEALTH', 'HIDE')
  @Field(() => Int, { nullable: true, description: 'Number of the dose in its series; null where not recorded.' })
  dose!: number | null;

  @PersonalData('HEALTH', 'YEAR')
  @Field(() => String, { nullable: true, description: 'When, as precisely as known.' })
  occurredOn!: string | null;
}
