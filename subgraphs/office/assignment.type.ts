import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { z } from 'zod';
import { LocalDate } from '../../schema/scalars.js';
import { TypeScopes } from '../../schema/scopes.js';
import { DocumentId } from './document-id.js';

export enum AssignmentRole {
  LEAD = 'LEAD',
  SUPPORT = 'SUPPORT',
  INFORM = 'INFORM',
}

registerEnumType(AssignmentRole, {
  name: 'AssignmentRole',
  description: 'What is asked of whoever a document is assigned to.',
  valuesConfig: {
    LEAD: { description: 'To handle it and answer for it (chủ trì).' },
    SUPPORT: { description: 'To help whoever leads (phối hợp).' },
    INFORM: { description: 'To know of it (xem để biết).' },
  },
});

@InputType({ description: 'Which document to assign, to whom, and for what.' })
export class AssignDocumentInput {
  @Field(() => ID, { description: 'The document, of the caller’s own agency: `ioffice-nghe-an:10234`.' })
  document!: string;

  @Field(() => String, {
    description: 'Officer or unit, by the account or code the office system has for them: `canbo1`, `H41.17.5`.',
  })
  assignee!: string;

  @Field(() => AssignmentRole, { description: 'What is asked of them.' })
  role!: AssignmentRole;

  @Field(() => LocalDate, {
    nullable: true,
    description: 'Day by which the document is to be dealt with (hạn xử lý); only with `LEAD`. Left out: it stays as it is.',
  })
  dueOn?: string | null;

  @Field(() => String, { nullable: true, description: 'What to tell them with it (ý kiến), up to 1,000 characters.' })
  comment?: string | null;
}

const commentForm = 'a comment has 1 to 1000 characters';

/** What an AssignDocumentInput must look like. */
export const AssignDocumentForm = z
  .object({
    document: DocumentId,
    assignee: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._@-]{0,63}$/, 'an assignee is an account or code such as canbo1'),
    role: z.enum(AssignmentRole),
    dueOn: z.iso.date('a date reads yyyy-MM-dd').nullish(),
    comment: z.string().trim().min(1, commentForm).max(1000, commentForm).nullish(),
  })
  .refine(({ role, dueOn }) => role === AssignmentRole.LEAD || !dueOn, {
    path: ['dueOn'],
    message: 'a due day goes with the role LEAD alone',
  });

@TypeScopes('office:write')
@ObjectType({ description: 'What became of an assignment.' })
export class AssignDocumentPayload {
  /** Which document; told by the resolver. */
  documentId!: string;
}
