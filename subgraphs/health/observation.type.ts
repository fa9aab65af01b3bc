import { Field, Float, ObjectType } from 'type-graphql';
import { PersonalData } from '../../schema/rules.js';
import { TypeScopes } from '../../schema/scopes.js';
import { HealthCode } from './code.type.js';

@TypeScopes('health:read')
@ObjectType({ description: 'One measured value, and what it measures: the systolic pressure of a blood pressure.' })
export class HealthMeasure {
  @Field(() => HealthCode, { nullable: true, description: 'What was measured, by LOINC where coded.' })
  code!: HealthCode | null;

  @PersonalData('HEALTH', 'HIDE')
  @Field(() => Float, { nullable: true, description: 'The number; null for a result in words, and for a limit such as `< 5`.' })
  value!: number | null;

  @PersonalData('HEALTH', 'HIDE')
  @Field(() => String, { nullable: true, description: 'Unit of the number: `mm[Hg]`, `kg`, `mmol/L`.' })
  unit!: string | null;

  @PersonalData('HEALTH', 'HIDE')
  @Field(() => String, { nullable: true, description: 'The result in words, where it is not a number: `âm tính`, `< 5 mg/L`.' })
  text!: string | null;
}

@TypeScopes('health:read')
@ObjectType({ description: 'A measurement or finding (chỉ số đo, kết quả): blood pressure, weight, glucose, …' })
export class HealthObservation {
  @Field(() => HealthCode, { nullable: true, description: 'What was observed, by LOINC where coded.' })
  code!: HealthCode | null;

  @PersonalData('HEALTH', 'YEAR')
  @Field(() => String, { nullable: true, description: 'When, as precisely as known.' })
  observedAt!: string | null;

  @Field(() => [HealthMeasure], {
    description:
      'The values: one, or several that belong together as in a blood pressure; none where the result is of another kind.',
  })
  measures!: HealthMeasure[];
}
