import { Field, ObjectType } from 'type-graphql';
import type { Category } from '../../auth/personal-data.js';
import type { Purpose } from '../../auth/purposes.js';
import { connectionOf } from '../../schema/connection.js';
import { DataSubject } from '../../schema/rules.js';
import { TypeScopes } from '../../schema/scopes.js';
import { AccessPurposeCode, PersonalDataCategory } from './enums.type.js';
import { Agency, Jurisdiction } from './references.type.js';

@TypeScopes('access:own')
@ObjectType({ description: 'Why your data was read (mục đích).' })
export class MyAccessPurpose {
  @Field(() => AccessPurposeCode, { description: 'Purpose of the controlled list.' })
  code!: Purpose;

  @Field(() => String, { description: 'What it is for, in one sentence.' })
  description!: string;

  @Field(() => String, { description: 'Law such an access rests on (căn cứ pháp lý).' })
  legalBasis!: string;
}

@TypeScopes('access:own')
@ObjectType({
  description:
    'One time your personal data was read (một lượt truy cập dữ liệu của bạn): by which institution and why, never by which of its people.',
})
export class MyAccess {
  @Field(() => Date, { description: 'When (thời điểm).' })
  at!: Date;

  @Field(() => Agency, { nullable: true, description: 'Agency of who read it (cơ quan); null where they belong to none.' })
  agency!: Agency | null;

  @Field(() => [Jurisdiction], {
    nullable: true,
    description: 'Cities and towns that who read it works for (địa bàn); null for all of them.',
  })
  jurisdictions!: readonly Jurisdiction[] | null;

  @Field(() => MyAccessPurpose, { nullable: true, description: 'Why; null where none had to be stated.' })
  purpose!: MyAccessPurpose | null;

  @Field(() => [PersonalDataCategory], {
    description: 'Kinds of personal data that the answer held (loại dữ liệu); not each of them need be yours.',
  })
  categories!: readonly Category[];

  @Field(() => Boolean, { description: 'Whether only masks were shown (dữ liệu bị che), and no value.' })
  masked!: boolean;

  @Field(() => Boolean, { description: 'Whether an emergency was claimed (truy cập khẩn cấp), which is reviewed.' })
  emergency!: boolean;
}

export const MyAccessConnection = connectionOf(() => MyAccess, 'MyAccess');
DataSubject('subject')(MyAccessConnection);
