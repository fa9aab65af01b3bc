import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { z } from 'zod';
import { purposeNames, type Purpose } from '../../auth/purposes.js';
import { LocalDate } from '../../schema/scalars.js';
import { TypeScopes } from '../../schema/scopes.js';
import { AccessAccount } from './account.type.js';
import { AccessPurposeCode } from './enums.type.js';
import { periodForm } from './period.js';
import { AccountSubject } from './record-filter.type.js';

@InputType({ description: 'What of the access log to count (điều kiện thống kê).' })
export class AccessSummaryFilter {
  @Field(() => LocalDate, { description: 'First day, in Vietnamese time.' })
  from!: string;

  @Field(() => LocalDate, { description: 'Last day, in Vietnamese time; at most 366 days with the first.' })
  to!: string;

  @Field(() => String, { nullable: true, description: 'Only what this account asked (tài khoản), by its issuer’s identifier.' })
  actor?: string | null;

  @Field(() => AccessPurposeCode, { nullable: true, description: 'Only accesses for this purpose.' })
  purpose?: Purpose | null;
}

/** What an AccessSummaryFilter must look like. */
export const AccessSummaryFilterForm = periodForm(366).and(
  z.object({ actor: AccountSubject.nullish(), purpose: z.enum(purposeNames).nullish() }),
);

@TypeScopes('access:read')
@ObjectType({ description: 'A row of counts of the access log (dòng thống kê). What was not counted by is null.' })
export class AccessSummaryRow {
  @Field(() => AccessAccount, { nullable: true, description: 'Who asked; null also where nobody was signed in.' })
  actor!: AccessAccount | null;

  @Field(() => AccessPurposeCode, { nullable: true, description: 'For which purpose; null also where none was stated.' })
  purpose!: Purpose | null;

  @Field(() => String, {
    nullable: true,
    description: 'Domain that was answered of (lĩnh vực); an answer of several counts in each. Null also where of none.',
  })
  domain!: string | null;

  @Field(() => LocalDate, { nullable: true, description: 'Day, in Vietnamese time.' })
  day!: string | null;

  @Field(() => Int, { description: 'Number of answers (số lượt truy cập).' })
  entries!: number;

  @Field(() => Int, { description: 'How many of them held something personal (số lượt có dữ liệu cá nhân).' })
  disclosing!: number;

  @Field(() => Int, { description: 'Number of personal values answered (số giá trị dữ liệu cá nhân).' })
  values!: number;
}
