import { Field, Int, ObjectType } from 'type-graphql';
import { LocalDate } from '../../schema/scalars.js';
import { TypeScopes } from '../../schema/scopes.js';
import { AccessAccount } from './account.type.js';
import { AccessPatternKind } from './enums.type.js';
import type { FoundPattern } from './reader.js';

/** From how many people in one day on an account is named. */
export const manySubjects = 100;

@TypeScopes('access:read')
@ObjectType({
  description:
    'Something unusual in a day’s accesses of one account (dấu hiệu bất thường): a reason to look, and by itself no fault of anybody’s.',
})
export class AccessPattern {
  @Field(() => AccessPatternKind, { description: 'What is unusual.' })
  kind!: FoundPattern['kind'];

  @Field(() => AccessAccount, { description: 'Whose accesses.' })
  actor!: AccessAccount;

  @Field(() => LocalDate, { description: 'Which day, in Vietnamese time.' })
  day!: string;

  @Field(() => Int, { description: 'Number of accesses concerned (số lượt truy cập).' })
  entries!: number;

  @Field(() => Int, {
    nullable: true,
    description: 'Number of different people whose data was read (số người); counted for MANY_SUBJECTS only.',
  })
  subjects!: number | null;
}
