import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Provenance } from '../../schema/provenance.js';
import { DataSubject } from '../../schema/rules.js';
import { Scopes, TypeScopes } from '../../schema/scopes.js';
import { ApplyMethod, DossierApplicant, DossierStep, Satisfaction } from './dossier-parts.type.js';
import type { ProcedureRecord } from './procedure.type.js';
import { Procedure } from './procedure.type.js';
import { Agency, Jurisdiction, Parcel } from './references.type.js';
import { DossierStatus, RawDossierStatus } from './status.type.js';

@DataSubject('applicant { person { personalId } }')
@TypeScopes('public-services:read')
@Directive('@key(fields: "code")')
@ObjectType({ description: 'An application a citizen or business made (hồ sơ), by its dossier code.' })
export class Dossier {
  @Field(() => ID, { description: 'Dossier code (mã hồ sơ): `H41.17-260609-0012`.' })
  code!: string;

  @Field(() => String, { nullable: true, description: 'Its number on the National Public Service Portal (mã hồ sơ quốc gia).' })
  nationalCode!: string | null;

  @Field(() => Procedure, { nullable: true, description: 'The procedure (thủ tục) it asks for.' })
  procedure!: ProcedureRecord | null;

  @Field(() => Agency, { nullable: true, description: 'The agency that handles it (cơ quan xử lý).' })
  agency!: Agency | null;

  @Field(() => Jurisdiction, { nullable: true, description: 'The city or town whose agency handles it.' })
  jurisdiction!: Jurisdiction | null;

  @Field(() => DossierStatus, { description: 'Where it stands, in the national codes.' })
  status!: DossierStatus;

  @Field(() => RawDossierStatus, { description: 'Where it stands, in the source’s own words.' })
  rawStatus!: RawDossierStatus;

  @Field(() => ApplyMethod, { nullable: true, description: 'How it came in (hình thức nộp).' })
  applyMethod!: ApplyMethod | null;

  @Field(() => Date, { nullable: true, description: 'When it was applied for (ngày nộp).' })
  appliedAt!: Date | null;

  @Field(() => Date, { nullable: true, description: 'When it was accepted (ngày tiếp nhận).' })
  acceptedAt!: Date | null;

  @Field(() => Date, { nullable: true, description: 'When the result is due (ngày hẹn trả).' })
  dueAt!: Date | null;

  @Field(() => Date, { nullable: true, description: 'When it was finished (ngày xử lý xong).' })
  completedAt!: Date | null;

  @Field(() => Date, { nullable: true, description: 'When the result was handed over (ngày trả kết quả).' })
  returnedAt!: Date | null;

  @Field(() => Boolean, { description: 'True when it is open and past due, or was finished after it was due (quá hạn).' })
  overdue!: boolean;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether it was finished in time (đúng hạn); null while it is not finished.',
  })
  onTime!: boolean | null;

  @Field(() => [DossierStep], { description: 'Its handling so far (quá trình xử lý), oldest first.' })
  steps!: DossierStep[];

  @Scopes('public-services:personal')
  @Field(() => DossierApplicant, { nullable: true, description: 'Who applied (người nộp).' })
  applicant!: DossierApplicant | null;

  @Field(() => Parcel, { nullable: true, description: 'The parcel of land (thửa đất) it is about.' })
  parcel!: Parcel | null;

  @Field(() => Satisfaction, { nullable: true, description: 'How the applicant rated the handling; null where not rated.' })
  satisfaction!: Satisfaction | null;

  @Field(() => Provenance, { description: 'Where this came from.' })
  provenance!: Provenance;
}

/** A dossier as the connector gives it, with what decides who may see it. */
export interface DossierRecord extends Dossier {
  /** The source's own id of the row. */
  readonly rowId: string;
  /** The agency that handles it, then those above it. */
  readonly lineage: readonly string[];
  readonly persons: readonly string[];
}
