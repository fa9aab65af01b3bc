import { Directive, Field, Float, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Provenance } from '../../schema/provenance.js';
import { TypeScopes } from '../../schema/scopes.js';

export const ServiceLevel = { INFORMATION: 'INFORMATION', PARTIAL: 'PARTIAL', FULL: 'FULL' } as const;
export type ServiceLevel = keyof typeof ServiceLevel;

registerEnumType(ServiceLevel, {
  name: 'ServiceLevel',
  description: 'How far a procedure can be done online (mức độ dịch vụ công trực tuyến), in the terms of NĐ 42/2022/NĐ-CP.',
  valuesConfig: {
    INFORMATION: { description: 'Information only (cung cấp thông tin trực tuyến): formerly levels 1 and 2.' },
    PARTIAL: { description: 'Partly online (một phần): formerly level 3.' },
    FULL: { description: 'Wholly online (toàn trình): formerly level 4.' },
  },
});

@TypeScopes('public-services:read')
@ObjectType({ description: 'A field of administration (lĩnh vực) that procedures belong to.' })
export class ProcedureSector {
  @Field(() => String, { nullable: true, description: 'Code of the sector in its source.' })
  code!: string | null;

  @Field(() => String, { nullable: true, description: 'Name in Vietnamese.' })
  name!: string | null;
}

@TypeScopes('public-services:read')
@ObjectType({ description: 'A fee or charge (phí, lệ phí) that a procedure provides for.' })
export class ProcedureFee {
  @Field(() => String, { description: 'What it is for, in Vietnamese.' })
  name!: string;

  @Field(() => Float, { description: 'Amount in đồng.' })
  amount!: number;
}

@TypeScopes('public-services:read')
@Directive('@key(fields: "code")')
@ObjectType({ description: 'An administrative procedure (thủ tục hành chính), by its national code.' })
export class Procedure {
  @Field(() => ID, { description: 'National procedure code: `1.001612`.' })
  code!: string;

  @Field(() => String, { nullable: true, description: 'Name in Vietnamese.' })
  name!: string | null;

  @Field(() => ProcedureSector, { nullable: true, description: 'Field of administration (lĩnh vực) it belongs to.' })
  sector!: ProcedureSector | null;

  @Field(() => ServiceLevel, { nullable: true, description: 'How far it can be done online.' })
  serviceLevel!: ServiceLevel | null;

  @Field(() => Int, {
    nullable: true,
    description: 'The level 1–4 (mức độ) of the scheme before NĐ 42/2022, as the source still counts it.',
  })
  formerLevel!: number | null;

  @Field(() => Provenance, { description: 'Where this came from.' })
  provenance!: Provenance;
}

/** What the source's catalogue says of a procedure beyond what stands in every dossier. */
export interface ProcedureDetail {
  readonly processingDays: number | null;
  readonly fees: readonly ProcedureFee[];
}

/** A procedure as the connectors give it; `detail` is missing where a dossier mentions it only. */
export interface ProcedureRecord extends Procedure {
  readonly detail: ProcedureDetail | null;
}
