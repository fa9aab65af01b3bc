import { Field, Float, ObjectType } from 'type-graphql';
import { connectionOf } from '../../schema/connection.js';
import { Provenance } from '../../schema/provenance.js';
import { LocalDate } from '../../schema/scalars.js';
import { TypeScopes } from '../../schema/scopes.js';
import { CitedDocument } from './data-quality.type.js';
import { ObservationKind, ObservationStatus, ReportPeriodType, ValuePrecision } from './enums.type.js';
import { AdminUnit, Jurisdiction } from './references.type.js';

@TypeScopes('kpi:read')
@ObjectType({ description: 'A reporting period (kỳ báo cáo).' })
export class ReportPeriod {
  @Field(() => ReportPeriodType, { description: 'Kind of period.' })
  type!: ReportPeriodType;

  @Field(() => LocalDate, { description: 'First day.' })
  start!: string;

  @Field(() => LocalDate, { description: 'Last day.' })
  end!: string;

  @Field(() => String, { description: 'Name, in Vietnamese: `Tháng 6/2026`.' })
  label!: string;
}

@TypeScopes('kpi:read')
@ObjectType({ description: 'The part of an indicator a figure is limited to (phân tổ chỉ số).' })
export class Disaggregation {
  @Field(() => String, { description: 'By what it is parted: `MUC_HAI_LONG`.' })
  code!: string;

  @Field(() => String, { description: 'Which part: `HAI_LONG`.' })
  value!: string;

  @Field(() => String, { description: 'Name of the part, in Vietnamese.' })
  label!: string;
}

@TypeScopes('kpi:read')
@ObjectType({ description: 'One figure of one indicator (dữ liệu chỉ số): for a period and a place.' })
export class IndicatorObservation {
  @Field(() => ObservationKind, { description: 'Target, actual or estimate.' })
  kind!: ObservationKind;

  @Field(() => ReportPeriod, { description: 'Period it is for.' })
  period!: ReportPeriod;

  @Field(() => Jurisdiction, { nullable: true, description: 'City it is for, or whose commune it is for.' })
  jurisdiction!: Jurisdiction | null;

  @Field(() => AdminUnit, { nullable: true, description: 'Commune it is for; null for the whole city.' })
  adminUnit!: AdminUnit | null;

  @Field(() => [Disaggregation], { description: 'Parts it is limited to; empty for the total.' })
  disaggregation!: Disaggregation[];

  @Field(() => Float, {
    nullable: true,
    description: 'The figure, in the indicator’s unit: worked out from numerator and denominator where a percentage has them.',
  })
  value!: number | null;

  @Field(() => ValuePrecision, { description: 'How exactly the source gives it.' })
  precision!: ValuePrecision;

  @Field(() => ReportPeriodType, {
    nullable: true,
    description: 'Set where the figure is an average for each day, week, … of the period; null for the figure of the period.',
  })
  averagePer!: ReportPeriodType | null;

  @Field(() => Float, { nullable: true, description: 'Numerator of a ratio (tử số), where given.' })
  numerator!: number | null;

  @Field(() => Float, { nullable: true, description: 'Denominator of a ratio (mẫu số), where given.' })
  denominator!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'The percentage as the source states it, beside `value` worked out from its own numerator and denominator.',
  })
  statedValue!: number | null;

  @Field(() => LocalDate, { description: 'Day the figure is of (tính đến); for a target, the day it was set.' })
  asOf!: string;

  @Field(() => ObservationStatus, { description: 'How far it has come in the reporting system.' })
  status!: ObservationStatus;

  @Field(() => CitedDocument, { nullable: true, description: 'Document it is taken from.' })
  sourceDocument!: CitedDocument | null;

  @Field(() => String, { nullable: true, description: 'Remark of the source, in Vietnamese.' })
  remark!: string | null;

  @Field(() => Provenance, { description: 'Where the hub read it.' })
  provenance!: Provenance;

  indicatorCode!: string;
  unit!: string;
}

export const IndicatorObservationConnection = connectionOf(() => IndicatorObservation, 'IndicatorObservation');
