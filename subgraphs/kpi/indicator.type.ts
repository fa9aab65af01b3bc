import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { connectionOf } from '../../schema/connection.js';
import { Provenance } from '../../schema/provenance.js';
import { TypeScopes } from '../../schema/scopes.js';
import { IndicatorAggregation, IndicatorDirection } from './enums.type.js';

@TypeScopes('kpi:read')
@ObjectType({ description: 'A group of indicators (nhóm chỉ số).' })
export class IndicatorGroup {
  @Field(() => String, { description: 'Code of the group: `CQS`.' })
  code!: string;

  @Field(() => String, { description: 'Name, in Vietnamese.' })
  name!: string;
}

@TypeScopes('kpi:read')
@Directive('@key(fields: "code")')
@ObjectType({
  description: 'An indicator (chỉ tiêu, chỉ số) of the reporting system’s catalogue. The catalogue is data: it changes.',
})
export class Indicator {
  @Field(() => ID, { description: 'Code in the catalogue: `CQS.VANBAN.KYSO`.' })
  code!: string;

  @Field(() => String, { description: 'Name, in Vietnamese.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'Name in English, where the catalogue has one.' })
  nameEn!: string | null;

  @Field(() => String, { description: 'Unit of its values (đơn vị tính), in Vietnamese; `%` runs from 0 to 100.' })
  unit!: string;

  @Field(() => IndicatorGroup, { description: 'Group it belongs to.' })
  group!: IndicatorGroup;

  @Field(() => IndicatorDirection, { description: 'Which way it gets better.' })
  direction!: IndicatorDirection;

  @Field(() => IndicatorAggregation, { description: 'How short periods make a long one.' })
  aggregation!: IndicatorAggregation;

  @Field(() => String, { nullable: true, description: 'What it counts, in Vietnamese.' })
  description!: string | null;

  @Field(() => Provenance, { description: 'Where this entry came from.' })
  provenance!: Provenance;

  /** Code of the count it is a part, or a share, of. */
  partOfCode!: string | null;
}

export const IndicatorConnection = connectionOf(() => Indicator, 'Indicator');
