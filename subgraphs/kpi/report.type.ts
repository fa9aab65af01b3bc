import { Field, ObjectType } from 'type-graphql';
import { connectionOf } from '../../schema/connection.js';
import { Provenance } from '../../schema/provenance.js';
import { LocalDate } from '../../schema/scalars.js';
import { TypeScopes } from '../../schema/scopes.js';
import { CitedDocument } from './data-quality.type.js';
import { ReportPeriodType, ReportStatus } from './enums.type.js';
import { ReportPeriod } from './observation.type.js';
import { Agency, Jurisdiction } from './references.type.js';

@TypeScopes('kpi:read')
@ObjectType({ description: 'A reporting regime (chế độ báo cáo): who reports what, how often, on what legal basis.' })
export class ReportRegime {
  @Field(() => String, { description: 'Code: `BC.THANG`.' })
  code!: string;

  @Field(() => String, { description: 'Name, in Vietnamese.' })
  name!: string;

  @Field(() => ReportPeriodType, { description: 'How often.' })
  periodType!: ReportPeriodType;

  @Field(() => [CitedDocument], { description: 'Acts it rests on (căn cứ), as they are cited.' })
  legalBasis!: CitedDocument[];

  /** Slugs of the jurisdictions it applies to. */
  jurisdictions!: readonly string[];
}

@TypeScopes('kpi:read')
@ObjectType({ description: 'The report of one agency for one period (báo cáo), by its state.' })
export class Report {
  @Field(() => ReportRegime, {
    nullable: true,
    description: 'Regime it is made under; null where the catalogue does not list it.',
  })
  regime!: ReportRegime | null;

  @Field(() => ReportPeriod, { description: 'Period it is for.' })
  period!: ReportPeriod;

  @Field(() => Jurisdiction, { nullable: true, description: 'City it is for.' })
  jurisdiction!: Jurisdiction | null;

  @Field(() => Agency, { nullable: true, description: 'Agency that reports.' })
  agency!: Agency | null;

  @Field(() => ReportStatus, { description: 'Where it stands.' })
  status!: ReportStatus;

  @Field(() => LocalDate, { description: 'Last day to send it.' })
  dueOn!: string;

  @Field(() => LocalDate, { nullable: true, description: 'Day it was sent; null while it was not.' })
  submittedOn!: string | null;

  @Field(() => Provenance, { description: 'Where the hub read it.' })
  provenance!: Provenance;
}

export const ReportConnection = connectionOf(() => Report, 'Report');
