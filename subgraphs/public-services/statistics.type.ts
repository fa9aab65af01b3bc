import { Field, Float, Int, ObjectType } from 'type-graphql';
import { Provenance } from '../../schema/provenance.js';
import { TypeScopes } from '../../schema/scopes.js';
import { ServiceLevel } from './procedure.type.js';
import { DossierStatus } from './status.type.js';

@TypeScopes('public-services:statistics')
@ObjectType({ description: 'How many dossiers stand at one status.' })
export class DossierStatusCount {
  @Field(() => DossierStatus, { description: 'The status, in the national codes.' })
  status!: DossierStatus;

  @Field(() => Int, { description: 'Dossiers that stand there.' })
  count!: number;
}

@TypeScopes('public-services:statistics')
@ObjectType({ description: 'How many dossiers asked for procedures of one service level, and how many of them came in online.' })
export class ServiceLevelCount {
  @Field(() => ServiceLevel, { description: 'How far the procedures can be done online.' })
  level!: ServiceLevel;

  @Field(() => Int, { description: 'Dossiers received.' })
  received!: number;

  @Field(() => Int, { description: 'Those of them that came in online.' })
  online!: number;

  @Field(() => Float, { nullable: true, description: '`online` over `received`, 0 to 1; null where none were received.' })
  onlineShare!: number | null;
}

@TypeScopes('public-services:statistics')
@ObjectType({ description: 'How applicants rated the handling (mức độ hài lòng).' })
export class SatisfactionCounts {
  @Field(() => Boolean, {
    description:
      'True where figures are withheld, and null, from callers who may not read applicants by name: those of fewer than five people, and those that would give them away.',
  })
  suppressed!: boolean;

  @Field(() => Int, { nullable: true, description: 'Satisfied (hài lòng); null where withheld.' })
  satisfied!: number | null;

  @Field(() => Int, { nullable: true, description: 'Acceptable (chấp nhận); null where withheld.' })
  acceptable!: number | null;

  @Field(() => Int, { nullable: true, description: 'Not satisfied (không hài lòng); null where withheld.' })
  unsatisfied!: number | null;

  @Field(() => Int, { nullable: true, description: 'Ratings in all; null where withheld.' })
  total!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Satisfied among all ratings, 0 to 1; null where there are none, or where `satisfied` is withheld.',
  })
  satisfiedShare!: number | null;
}

@TypeScopes('public-services:statistics')
@ObjectType({
  description:
    'Dossiers applied for in a period, counted as they stand now by the source’s own report (thống kê tình hình giải quyết hồ sơ).',
})
export class DossierStatistics {
  @Field(() => Boolean, {
    description:
      'True where fewer than five dossiers were applied for, for callers who may not read applicants by name: all figures are withheld, and null.',
  })
  suppressed!: boolean;

  @Field(() => Int, { nullable: true, description: 'Dossiers applied for in the period (tiếp nhận). Null where suppressed.' })
  received!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Of those: finished, the result handed over or the case withdrawn (đã giải quyết). Null where suppressed.',
  })
  completed!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Of those: still open (đang giải quyết). Refused and stopped ones are neither. Null where suppressed.',
  })
  inProgress!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Finished by the time they were due (giải quyết đúng hạn). Null where suppressed.',
  })
  onTime!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Past due (quá hạn): finished late, or still open after they were due. Null where suppressed.',
  })
  overdue!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Finished in time among all finished, 0 to 1 (tỷ lệ đúng hạn); null where none were, or where suppressed.',
  })
  onTimeShare!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Received online among all received, 0 to 1 (tỷ lệ trực tuyến); null where none were, or where suppressed.',
  })
  onlineShare!: number | null;

  @Field(() => [DossierStatusCount], {
    nullable: true,
    description: 'By status; statuses at which nothing stands are left out. Null where suppressed.',
  })
  byStatus!: DossierStatusCount[] | null;

  @Field(() => [ServiceLevelCount], {
    nullable: true,
    description: 'By how far the procedure can be done online. Null where suppressed.',
  })
  byServiceLevel!: ServiceLevelCount[] | null;

  @Field(() => SatisfactionCounts, { description: 'How applicants rated the handling.' })
  satisfaction!: SatisfactionCounts;

  @Field(() => Provenance, { description: 'Where this came from.' })
  provenance!: Provenance;
}
