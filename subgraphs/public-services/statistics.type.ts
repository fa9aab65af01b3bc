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
  @Field(() => Int, { description: 'Satisfied (hài lòng).' })
  satisfied!: number;

  @Field(() => Int, { description: 'Acceptable (chấp nhận).' })
  acceptable!: number;

  @Field(() => Int, { description: 'Not satisfied (không hài lòng).' })
  unsatisfied!: number;

  @Field(() => Int, { description: 'Ratings in all.' })
  total!: number;

  @Field(() => Float, { nullable: true, description: 'Satisfied among all ratings, 0 to 1; null where there are none.' })
  satisfiedShare!: number | null;
}

@TypeScopes('public-services:statistics')
@ObjectType({
  description:
    'Dossiers applied for in a period, counted as they stand now by the source’s own report (thống kê tình hình giải quyết hồ sơ).',
})
export class DossierStatistics {
  @Field(() => Int, { description: 'Dossiers applied for in the period (tiếp nhận).' })
  received!: number;

  @Field(() => Int, { description: 'Of those: finished, the result handed over or the case withdrawn (đã giải quyết).' })
  completed!: number;

  @Field(() => Int, { description: 'Of those: still open (đang giải quyết). Refused and stopped ones are neither.' })
  inProgress!: number;

  @Field(() => Int, { description: 'Finished by the time they were due (giải quyết đúng hạn).' })
  onTime!: number;

  @Field(() => Int, { description: 'Past due (quá hạn): finished late, or still open after they were due.' })
  overdue!: number;

  @Field(() => Float, { nullable: true, description: 'Finished in time among all finished, 0 to 1 (tỷ lệ đúng hạn).' })
  onTimeShare!: number | null;

  @Field(() => Float, { nullable: true, description: 'Received online among all received, 0 to 1 (tỷ lệ trực tuyến).' })
  onlineShare!: number | null;

  @Field(() => [DossierStatusCount], { description: 'By status; statuses at which nothing stands are left out.' })
  byStatus!: DossierStatusCount[];

  @Field(() => [ServiceLevelCount], { description: 'By how far the procedure can be done online.' })
  byServiceLevel!: ServiceLevelCount[];

  @Field(() => SatisfactionCounts, { description: 'How applicants rated the handling.' })
  satisfaction!: SatisfactionCounts;

  @Field(() => Provenance, { description: 'Where this came from.' })
  provenance!: Provenance;
}
