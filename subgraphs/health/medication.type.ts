import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { PersonalData } from '../../schema/rules.js';
import { TypeScopes } from '../../schema/scopes.js';
import { HealthCode } from './code.type.js';

export enum HealthMedicationStatus {
  ACTIVE = 'ACTIVE',
  ON_HOLD = 'ON_HOLD',
  CANCELLED = 'CANCELLED',
  COMPLETED = 'COMPLETED',
  STOPPED = 'STOPPED',
  DRAFT = 'DRAFT',
  UNKNOWN = 'UNKNOWN',
}
registerEnumType(HealthMedicationStatus, {
  name: 'HealthMedicationStatus',
  description: 'Where a prescription stands.',
  valuesConfig: {
    ACTIVE: { description: 'In force (đang dùng).' },
    ON_HOLD: { description: 'Paused (tạm ngừng).' },
    CANCELLED: { description: 'Withdrawn before it began.' },
    COMPLETED: { description: 'Taken to its end (đã dùng xong).' },
    STOPPED: { description: 'Ended early (đã ngừng).' },
    DRAFT: { description: 'Not signed yet.' },
    UNKNOWN: { description: 'The source does not know.' },
  },
});

@TypeScopes('health:read')
@ObjectType({ description: 'A prescribed medication (thuốc được kê đơn).' })
export class HealthMedication {
  @Field(() => HealthCode, { nullable: true, description: 'The medicine, by ATC where coded.' })
  medication!: HealthCode | null;

  @PersonalData('HEALTH', 'HIDE')
  @Field(() => HealthMedicationStatus, { nullable: true, description: 'Where the prescription stands.' })
  status!: HealthMedicationStatus | null;

  @PersonalData('HEALTH', 'HIDE')
  @Field(() => String, { nullable: true, description: 'How to take it, in the prescriber’s words.' })
  dosage!: string | null;

  @PersonalData('HEALTH', 'YEAR')
  @Field(() => String, { nullable: true, description: 'When it was prescribed, as precisely as known.' })
  prescribedAt!: string | null;
}
