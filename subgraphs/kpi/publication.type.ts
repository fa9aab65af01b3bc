import { Field, ObjectType } from 'type-graphql';
import { TypeScopes } from '../../schema/scopes.js';
import { IndicatorObservation } from './observation.type.js';

@TypeScopes('kpi:read')
@ObjectType({ description: 'That a figure of an indicator was published (công bố số liệu): handed in, corrected or approved.' })
export class IndicatorPublication {
  @Field(() => IndicatorObservation, {
    nullable: true,
    description: 'The figure; its `status` says whether it is sent, or approved.',
  })
  observation!: IndicatorObservation | null;

  @Field(() => Date, { description: 'When the reporting system took it down, by its own clock.' })
  at!: Date;
}
