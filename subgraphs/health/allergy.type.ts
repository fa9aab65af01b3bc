import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { PersonalData } from '../../schema/rules.js';
import { TypeScopes } from '../../schema/scopes.js';
import { HealthCode } from './code.type.js';

export enum HealthAllergyCriticality {
  LOW = 'LOW',
  HIGH = 'HIGH',
  UNABLE_TO_ASSESS = 'UNABLE_TO_ASSESS',
}
registerEnumType(HealthAllergyCriticality, {
  name: 'HealthAllergyCriticality',
  description: 'How dangerous a reaction could be.',
  valuesConfig: {
    LOW: { description: 'Not expected to threaten life.' },
    HIGH: { description: 'Could threaten life (có thể đe dọa tính mạng).' },
    UNABLE_TO_ASSESS: { description: 'Could not be judged.' },
  },
});

@TypeScopes('health:read')
@ObjectType({ description: 'An allergy or intolerance (dị ứng); the entry may also say that none is known.' })
export class HealthAllergy {
  @Field(() => HealthCode, { nullable: true, description: 'To what; or that none is known.' })
  substance!: HealthCode | null;

  @PersonalData('HEALTH', 'HIDE')
  @Field(() => HealthAllergyCriticality, { nullable: true, description: 'How dangerous; null where not recorded.' })
  criticality!: HealthAllergyCriticality | null;

  @PersonalData('HEALTH', 'HIDE')
  @Field(() => [String], { nullable: true, description: 'How it showed: `Nổi mày đay`. Null only where it is masked.' })
  reactions!: string[];

  @PersonalData('HEALTH', 'YEAR')
  @Field(() => String, { nullable: true, description: 'When it was written down, as precisely as known.' })
  recordedOn!: string | null;
}
