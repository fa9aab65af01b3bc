import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { PersonalData } from '../../schema/rules.js';
import { TypeScopes } from '../../schema/scopes.js';
import { HealthCode } from './code.type.js';

export enum HealthProblemStatus {
  ACTIVE = 'ACTIVE',
  RECURRENCE = 'RECURRENCE',
  RELAPSE = 'RELAPSE',
  INACTIVE = 'INACTIVE',
  REMISSION = 'REMISSION',
  RESOLVED = 'RESOLVED',
}
registerEnumType(HealthProblemStatus, {
  name: 'HealthProblemStatus',
  description: 'Whether a health problem is present now.',
  valuesConfig: {
    ACTIVE: { description: 'Present (đang mắc).' },
    RECURRENCE: { description: 'Present again after it was resolved (tái phát).' },
    RELAPSE: { description: 'Present again after it had grown better (tái diễn).' },
    INACTIVE: { description: 'No symptoms now; may return.' },
    REMISSION: { description: 'No symptoms now; risk of return is watched (thuyên giảm).' },
    RESOLVED: { description: 'Over (đã khỏi).' },
  },
});

@TypeScopes('health:read')
@ObjectType({ description: 'A health problem or diagnosis (vấn đề sức khỏe, chẩn đoán).' })
export class HealthProblem {
  @Field(() => HealthCode, { nullable: true, description: 'What it is, by ICD-10 where coded.' })
  code!: HealthCode | null;

  @PersonalData('HEALTH', 'HIDE')
  @Field(() => HealthProblemStatus, { nullable: true, description: 'Whether it is present now; null where not recorded.' })
  status!: HealthProblemStatus | null;

  @PersonalData('HEALTH', 'YEAR')
  @Field(() => String, {
    nullable: true,
    description: 'When it began, as precisely as known: `2019`, `2019-03` or `2019-03-12`.',
  })
  onset!: string | null;

  @PersonalData('HEALTH', 'YEAR')
  @Field(() => String, { nullable: true, description: 'When it was written down, as precisely as known.' })
  recordedOn!: string | null;
}
