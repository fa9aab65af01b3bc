import { Field, ObjectType } from 'type-graphql';
import { PersonalData } from '../../schema/rules.js';
import { TypeScopes } from '../../schema/scopes.js';
import { HealthCode } from './code.type.js';

@TypeScopes('health:read')
@ObjectType({ description: 'A visit or stay (lần khám, đợt điều trị).' })
export class HealthEncounter {
  @Field(() => HealthCode, { nullable: true, description: 'Kind of visit: ambulatory (khám ngoại trú), inpatient (nội trú), …' })
  kind!: HealthCode | null;

  @PersonalData('HEALTH', 'YEAR')
  @Field(() => String, { nullable: true, description: 'When it began, as precisely as known.' })
  startedAt!: string | null;

  @PersonalData('HEALTH', 'YEAR')
  @Field(() => String, { nullable: true, description: 'When it ended, as precisely as known; null while it lasts.' })
  endedAt!: string | null;

  @Field(() => [HealthCode], { description: 'Why the person came.' })
  reasons!: HealthCode[];
}
