import { Field, Float, Int, ObjectType } from 'type-graphql';
import { Provenance } from '../../schema/provenance.js';
import { LocalDate } from '../../schema/scalars.js';
import { TypeScopes } from '../../schema/scopes.js';
import { DataQualityNote } from './data-quality.type.js';
import { IndicatorDirection } from './enums.type.js';
import { Indicator } from './indicator.type.js';
import { IndicatorObservation } from './observation.type.js';
import { Jurisdiction } from './references.type.js';

@TypeScopes('kpi:read')
@ObjectType({ description: 'One indicator in a scorecard: what was to be reached beside what was.' })
export class ScorecardRow {
  @Field(() => Indicator, { description: 'The indicator.' })
  indicator!: Indicator;

  @Field(() => Float, {
    nullable: true,
    description: 'What is to be reached, in the indicator’s unit, by a period that ends in the year.',
  })
  target!: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'What was, in the indicator’s unit: the latest up to the end of the year. Of figures that contradict each other this is the one used; `dataQuality` has the others.',
  })
  actual!: number | null;

  @Field(() => IndicatorObservation, { nullable: true, description: 'The target with its period, precision and document.' })
  targetObservation!: IndicatorObservation | null;

  @Field(() => IndicatorObservation, {
    nullable: true,
    description: 'The actual with its period, precision, ratio and document.',
  })
  actualObservation!: IndicatorObservation | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'Actual over target; target over actual where lower is better (1 for an actual of 0). Null without both, for a target of 0, and for a neutral indicator.',
  })
  attainment!: number | null;

  @Field(() => IndicatorDirection, { description: 'Which way the indicator gets better.' })
  direction!: IndicatorDirection;

  @Field(() => Boolean, { nullable: true, description: 'Whether the target is met; null where that cannot be said.' })
  met!: boolean | null;

  @Field(() => LocalDate, { nullable: true, description: 'Day the actual is of.' })
  actualAsOf!: string | null;

  @Field(() => [DataQualityNote], { description: 'Doubts about the figures of this row.' })
  dataQuality!: DataQualityNote[];
}

@TypeScopes('kpi:read')
@ObjectType({ description: 'Targets beside actuals of one city for one year (bảng điểm chỉ tiêu).' })
export class Scorecard {
  @Field(() => Jurisdiction, { nullable: true, description: 'Whose it is.' })
  jurisdiction!: Jurisdiction | null;

  @Field(() => Int, { description: 'The year.' })
  year!: number;

  @Field(() => [ScorecardRow], { description: 'Indicators with a target for the year first, then those with an actual only.' })
  rows!: ScorecardRow[];

  @Field(() => Float, { nullable: true, description: 'Rows met over rows that can be judged, 0 to 1; null when there are none.' })
  attainedShare!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Mean of the rows’ attainment, each counted as 1 at most; null when there is none.',
  })
  attainment!: number | null;

  @Field(() => [DataQualityNote], { description: 'Doubts that concern the whole; those of one indicator stand in its row.' })
  dataQuality!: DataQualityNote[];

  @Field(() => Provenance, { description: 'Where the figures came from.' })
  provenance!: Provenance;
}
