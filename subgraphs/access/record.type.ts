import { Field, Int, ObjectType } from 'type-graphql';
import type { Purpose } from '../../auth/purposes.js';
import { connectionOf } from '../../schema/connection.js';
import { DataSubject, PersonalData } from '../../schema/rules.js';
import { TypeScopes } from '../../schema/scopes.js';
import { AccessActor } from './account.type.js';
import { AccessOutcome, AccessPurposeCode, AccessSourceStatus, DisclosureState } from './enums.type.js';
import type { OutcomeName } from './reader.js';

@TypeScopes('access:read')
@ObjectType({ description: 'Why somebody asked (mục đích), as they said it.' })
export class AccessPurpose {
  @Field(() => AccessPurposeCode, { description: 'Purpose of the controlled list.' })
  code!: Purpose;

  @Field(() => String, { description: 'What it is for, in one sentence.' })
  description!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Number of the case, decision or dossier (số hồ sơ, quyết định), if given.',
  })
  caseReference!: string | null;

  @PersonalData('IDENTITY', 'HIDE')
  @Field(() => String, {
    nullable: true,
    description: 'Why, in the caller’s own words (lý do): said in an emergency. May name people; only auditors are shown it.',
  })
  reason!: string | null;

  @Field(() => String, { description: 'Law such an access rests on (căn cứ pháp lý).' })
  legalBasis!: string;
}

@TypeScopes('access:read')
@ObjectType({ description: 'A field with personal data that was answered (trường dữ liệu cá nhân).' })
export class AccessedField {
  @Field(() => String, { description: 'Its place in the schema: `LandUser.fullName`.' })
  coordinate!: string;

  @Field(() => DisclosureState, { description: 'Shown, or masked.' })
  state!: 'CLEAR' | 'MASKED';
}

@TypeScopes('access:read')
@ObjectType({ description: 'A part of the hub that was asked for an answer (nguồn dữ liệu).' })
export class AccessSource {
  @Field(() => String, { description: 'Its name: `health`.' })
  name!: string;

  @Field(() => AccessSourceStatus, { description: 'Whether it answered.' })
  status!: 'OK' | 'FAILED';

  @Field(() => Int, { description: 'How long it took, in milliseconds.' })
  ms!: number;
}

@TypeScopes('access:read')
@ObjectType({
  description:
    'One answer of the hub, as the access log holds it (bản ghi nhật ký truy cập): who asked what and why, and which fields were answered. No value of anybody’s data stands in it.',
})
export class AccessRecord {
  @Field(() => Date, { description: 'When it was asked (thời điểm).' })
  at!: Date;

  @Field(() => String, { description: 'Id of the request, given by the hub (mã yêu cầu).' })
  request!: string;

  @Field(() => AccessActor, { nullable: true, description: 'Who asked; null where nobody was signed in.' })
  actor!: AccessActor | null;

  @Field(() => AccessPurpose, {
    nullable: true,
    description: 'Why; null where nothing personal was asked for, or no purpose stated.',
  })
  purpose!: AccessPurpose | null;

  @Field(() => String, { nullable: true, description: 'Name of the operation (tên truy vấn), if it had one.' })
  operation!: string | null;

  @Field(() => String, { nullable: true, description: 'SHA-256 of its text; null where there was none.' })
  documentHash!: string | null;

  @Field(() => [String], { description: 'Places in the schema that had a value in the answer: `Dossier.status`.' })
  fields!: readonly string[];

  @Field(() => [AccessedField], { description: 'Those of them with personal data.' })
  personal!: readonly AccessedField[];

  @Field(() => Int, { description: 'How many people’s personal data was answered (số người có dữ liệu được truy cập).' })
  subjectCount!: number;

  @Field(() => AccessOutcome, { description: 'How it ended.' })
  outcome!: OutcomeName;

  @Field(() => Int, { description: 'Status code of the HTTP answer.' })
  status!: number;

  @Field(() => [AccessSource], { description: 'The parts of the hub that were asked.' })
  sources!: readonly AccessSource[];

  @Field(() => [String], { description: 'Places in the schema whose rule refused something.' })
  denied!: readonly string[];

  @Field(() => String, { nullable: true, description: 'Error code, where the request was refused whole: `PURPOSE_REQUIRED`.' })
  refusal!: string | null;

  @Field(() => Boolean, { description: 'Whether it is to be reviewed by a person (cần hậu kiểm): an emergency access.' })
  review!: boolean;
}

export const AccessRecordConnection = connectionOf(() => AccessRecord, 'AccessRecord');
// To read what the log holds of one person is an access to that person's data.
DataSubject('subject')(AccessRecordConnection);
