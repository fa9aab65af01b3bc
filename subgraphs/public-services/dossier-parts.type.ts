import { Field, Float, Int, ObjectType, registerEnumType } from 'type-graphql';
import { DataSubject, PersonalData } from '../../schema/rules.js';
import { Scopes, TypeScopes } from '../../schema/scopes.js';
import { Person } from './references.type.js';

export const ApplyMethod = { ONLINE: 'ONLINE', DIRECT: 'DIRECT' } as const;
export type ApplyMethod = keyof typeof ApplyMethod;

registerEnumType(ApplyMethod, {
  name: 'ApplyMethod',
  description: 'How a dossier came in (hình thức nộp).',
  valuesConfig: {
    ONLINE: { description: 'Over the public service portal (trực tuyến).' },
    DIRECT: { description: 'At the one-stop counter, or by post (trực tiếp, bưu chính).' },
  },
});

export const Satisfaction = { SATISFIED: 'SATISFIED', ACCEPTABLE: 'ACCEPTABLE', UNSATISFIED: 'UNSATISFIED' } as const;
export type Satisfaction = keyof typeof Satisfaction;

registerEnumType(Satisfaction, {
  name: 'Satisfaction',
  description: 'How the applicant rated the handling (mức độ hài lòng), in the three values the systems use.',
  valuesConfig: {
    SATISFIED: { description: 'Satisfied (hài lòng).' },
    ACCEPTABLE: { description: 'Acceptable (chấp nhận).' },
    UNSATISFIED: { description: 'Not satisfied (không hài lòng).' },
  },
});

@TypeScopes('public-services:read')
@ObjectType({ description: 'One step in the handling of a dossier (bước xử lý).' })
export class DossierStep {
  @Field(() => String, { description: 'What is done in it, in Vietnamese.' })
  name!: string;

  @Field(() => Date, { nullable: true, description: 'When it began.' })
  startedAt!: Date | null;

  @Field(() => Date, { nullable: true, description: 'When it ended; null while it is going on.' })
  endedAt!: Date | null;

  @PersonalData('IDENTITY', 'INITIALS')
  @Scopes('public-services:personal')
  @Field(() => String, { nullable: true, description: 'Name of the officer who handles it (cán bộ xử lý).' })
  officerName!: string | Error | null;

  @PersonalData('IDENTITY', 'HIDE')
  @Scopes('public-services:personal')
  @Field(() => String, { nullable: true, description: 'What the officer noted with it (ghi chú); null where there is no note.' })
  note!: string | Error | null;
}

@TypeScopes('public-services:read')
@ObjectType({ description: 'A fee or charge (phí, lệ phí) of one dossier.' })
export class DossierFee {
  @Field(() => String, { description: 'What it is for, in Vietnamese.' })
  name!: string;

  @Field(() => Float, { description: 'Price of one, in đồng.' })
  amount!: number;

  @Field(() => Int, { description: 'How many are charged.' })
  quantity!: number;

  @Field(() => Float, { description: 'How much of it has been paid, in đồng.' })
  paidAmount!: number;

  @Field(() => Boolean, { description: 'True when the whole has been paid.' })
  paid!: boolean;
}

@DataSubject('person { personalId }')
@TypeScopes('public-services:personal')
@ObjectType({ description: 'Who applied (người nộp hồ sơ), as the dossier has it: a copy taken on the day, not the register.' })
export class DossierApplicant {
  @Field(() => Person, { nullable: true, description: 'The person; null where the dossier has no 12-digit identifier.' })
  person!: Person | null;

  @PersonalData('IDENTITY', 'INITIALS')
  @Field(() => String, { nullable: true, description: 'Full name (họ và tên).' })
  fullName!: string | null;

  @PersonalData('IDENTITY', 'YEAR')
  @Field(() => String, { nullable: true, description: 'Day of birth (ngày sinh): `1985-03-12`; where masked, the year.' })
  birthDate!: string | null;

  @PersonalData('CONTACT', 'LAST4')
  @Field(() => String, { nullable: true, description: 'Phone number (số điện thoại).' })
  phone!: string | null;

  @PersonalData('CONTACT', 'HIDE')
  @Field(() => String, { nullable: true, description: 'E-mail address.' })
  email!: string | null;

  @PersonalData('LOCATION', 'COARSE')
  @Field(() => String, { nullable: true, description: 'Postal address (địa chỉ).' })
  address!: string | null;
}
