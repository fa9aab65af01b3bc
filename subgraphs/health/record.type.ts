import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { Provenance } from '../../schema/provenance.js';
import { DataSubject, PersonalData } from '../../schema/rules.js';
import { TypeScopes } from '../../schema/scopes.js';
import { Person } from './person.type.js';

export enum HealthSex {
  MALE = 'MALE',
  FEMALE = 'FEMALE',
  OTHER = 'OTHER',
  UNKNOWN = 'UNKNOWN',
}
registerEnumType(HealthSex, {
  name: 'HealthSex',
  description: 'Sex as the record system has it (giới tính).',
  valuesConfig: {
    MALE: { description: 'Male (nam).' },
    FEMALE: { description: 'Female (nữ).' },
    OTHER: { description: 'Neither (khác).' },
    UNKNOWN: { description: 'Not known to the source.' },
  },
});

@TypeScopes('health:read')
@ObjectType({ description: 'The person as the record system knows them.' })
export class HealthPatient {
  @PersonalData('IDENTITY', 'INITIALS')
  @Field(() => String, { nullable: true, description: 'Full name (họ và tên).' })
  fullName!: string | null;

  @PersonalData('IDENTITY', 'YEAR')
  @Field(() => String, {
    nullable: true,
    description: 'Date of birth as precisely as known: `1985`, `1985-03` or `1985-03-12`.',
  })
  birthDate!: string | null;

  @PersonalData('IDENTITY', 'HIDE')
  @Field(() => HealthSex, { nullable: true, description: 'Sex (giới tính).' })
  sex!: HealthSex | null;

  @PersonalData('IDENTITY', 'LAST4')
  @Field(() => String, { nullable: true, description: 'Health insurance number (mã số thẻ BHYT).' })
  insuranceNumber!: string | null;
}

@TypeScopes('health:read')
@ObjectType({ description: 'A commune health station (trạm y tế), which manages the records of the people of its commune.' })
export class HealthStation {
  @PersonalData('LOCATION', 'HIDE')
  @Field(() => String, { nullable: true, description: 'Name: `Trạm Y tế phường Trường Vinh`.' })
  name!: string | null;

  @PersonalData('LOCATION', 'HIDE')
  @Field(() => String, {
    nullable: true,
    description: 'Code of its commune; null where the station is not one of a known commune.',
  })
  communeCode!: string | null;
}

/** Where a record lies: which source, and the patients there who are this person. */
export interface RecordOrigin {
  readonly source: string;
  readonly patientIds: readonly string[];
}

@DataSubject('person { personalId }')
@TypeScopes('health:read')
@ObjectType({
  description:
    'The summary of a person’s electronic health record (hồ sơ sức khỏe điện tử). Entries made in error are left out, as are diagnoses ruled out and visits that did not take place; entries under a restricted label (such as HIV, Luật 64/2006/QH11) are there only for callers who may read those.',
})
export class HealthRecord {
  origin!: RecordOrigin;

  @Field(() => Person, { description: 'The person whose record it is.' })
  person!: Person;

  @Field(() => HealthPatient, { description: 'The person as the record system knows them.' })
  patient!: HealthPatient;

  @Field(() => HealthStation, {
    nullable: true,
    description: 'The health station that manages the record; null where none is named.',
  })
  station!: HealthStation | null;

  @Field(() => Provenance, { description: 'Where the record came from, and when.' })
  provenance!: Provenance;
}
