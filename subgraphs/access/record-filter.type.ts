import { Field, ID, InputType } from 'type-graphql';
import { z } from 'zod';
import { purposeNames, type Purpose } from '../../auth/purposes.js';
import { PersonalId } from '../../schema/check.js';
import { LocalDate } from '../../schema/scalars.js';
import { AccessOutcome, AccessPurposeCode } from './enums.type.js';
import { fromDay, inOrder, LogDay, toDay } from './period.js';
import { outcomeNames, type LogFilter, type OutcomeName } from './reader.js';

@InputType({ description: 'Which records to list (điều kiện lọc). Every part that is given must hold.' })
export class AccessFilter {
  @Field(() => String, { nullable: true, description: 'Name of the operation: `CitizenFile`.' })
  operation?: string | null;

  @Field(() => String, { nullable: true, description: 'The account that asked (tài khoản), by its issuer’s identifier.' })
  actor?: string | null;

  @Field(() => AccessPurposeCode, { nullable: true, description: 'Only accesses for this purpose.' })
  purpose?: Purpose | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'Only answers that held personal data of this person, by their 12-digit personal identifier (số định danh cá nhân). An auditor has it from the person’s own complaint and is told nothing by it of who they are, so no right to identifiers is asked for; that they asked is itself recorded as an access to this person’s data. Send it as a variable, never in a URL.',
  })
  subject?: string | null;

  @Field(() => LocalDate, { nullable: true, description: 'Asked on this day or later, in Vietnamese time.' })
  from?: string | null;

  @Field(() => LocalDate, { nullable: true, description: 'Asked on this day or earlier, in Vietnamese time.' })
  to?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'True: only what is to be reviewed (cần hậu kiểm).' })
  review?: boolean | null;

  @Field(() => AccessOutcome, { nullable: true, description: 'Only what ended so.' })
  outcome?: OutcomeName | null;
}

const OperationName = z.string().regex(/^[_A-Za-z]\w{0,199}$/, 'the name of an operation reads like CitizenFile');
/** OpenID Connect Core 1.0, section 2: at most 255 ASCII characters. */
export const AccountSubject = z
  .string()
  .regex(/^[\x20-\x7e]{1,255}$/, 'the identifier of an account is 1 to 255 ASCII characters');

/** What an AccessFilter must look like. */
export const AccessFilterForm = inOrder(
  z.object({
    operation: OperationName.nullish(),
    actor: AccountSubject.nullish(),
    purpose: z.enum(purposeNames).nullish(),
    subject: PersonalId.nullish(),
    from: LogDay.nullish(),
    to: LogDay.nullish(),
    review: z.boolean().nullish(),
    outcome: z.enum(outcomeNames).nullish(),
  }),
);

/** What the log itself can be asked for; how records ended, it is not asked by. */
export const logFilterOf = ({
  operation,
  actor,
  purpose,
  subject,
  from,
  to,
  review,
}: z.infer<typeof AccessFilterForm>): LogFilter => ({
  ...(operation && { operation }),
  ...(actor && { actor }),
  ...(purpose && { purpose }),
  ...(subject && { personalId: subject }),
  ...(from && { from: fromDay(from) }),
  ...(to && { to: toDay(to) }),
  ...(review && { reviewOnly: true }),
});
