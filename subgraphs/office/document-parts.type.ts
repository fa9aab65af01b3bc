import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Provenance } from '../../schema/provenance.js';
import { PersonalData } from '../../schema/rules.js';
import { Scopes, TypeScopes } from '../../schema/scopes.js';
import { DeliveryStatus } from './document-enums.type.js';
import { Agency } from './references.type.js';

@TypeScopes('office:read')
@ObjectType({ description: 'Who signed a document (người ký).' })
export class DocumentSigner {
  @Field(() => String, { description: 'Full name, as printed under the document: to sign is an act of the office.' })
  fullName!: string;

  @Field(() => String, { nullable: true, description: 'Position (chức vụ): `Chủ tịch`.' })
  position!: string | null;
}

@TypeScopes('office:read')
@ObjectType({ description: 'One step in the handling of a document (quá trình xử lý).' })
export class HandlingStep {
  @Field(() => Date, { description: 'When the step was taken.' })
  at!: Date;

  @Field(() => String, {
    nullable: true,
    description: 'What was done, in the words of the office system: `Chuyển xử lý`; null where it does not say.',
  })
  action!: string | null;

  @PersonalData('IDENTITY', 'HIDE')
  @Scopes('office:personal')
  @Field(() => String, { nullable: true, description: 'What the officer wrote with it (ý kiến).' })
  comment!: string | Error | null;

  @PersonalData('IDENTITY', 'INITIALS')
  @Scopes('office:personal')
  @Field(() => String, { nullable: true, description: 'The officer who took the step.' })
  officerName!: string | Error | null;
}

@TypeScopes('office:read')
@ObjectType({ description: 'A file attached to a document (tệp đính kèm): what it is, never its content.' })
export class DocumentFile {
  @Field(() => String, { description: 'File name.' })
  name!: string;

  @Field(() => Int, { nullable: true, description: 'Size in bytes; null where the source does not say.' })
  sizeBytes!: number | null;

  @Field(() => Boolean, { description: 'Whether the file bears a digital signature (ký số).' })
  signed!: boolean;
}

@TypeScopes('office:read')
@ObjectType({ description: 'One status message a recipient sent back over the interchange axis.' })
export class DeliveryReport {
  @Field(() => DeliveryStatus, { nullable: true, description: 'What it says; null for a code the standard does not have.' })
  status!: DeliveryStatus | null;

  @Field(() => String, { description: 'The code as sent: `03`.' })
  rawCode!: string;

  @Field(() => Date, { nullable: true, description: 'When the recipient says it happened.' })
  at!: Date | null;
}

@TypeScopes('office:read')
@ObjectType({
  description: 'The delivery of a document to one recipient over the interchange axis (trục liên thông văn bản).',
})
export class DocumentDelivery {
  @Field(() => ID, { description: 'The recipient as the axis names it, mostly by QCVN 102: `000.00.17.H41`.' })
  recipientCode!: string;

  @Field(() => Agency, {
    nullable: true,
    description: 'The recipient; null where the axis’ own directory has no agency for its code.',
  })
  recipient!: Agency | null;

  @Field(() => DeliveryStatus, {
    nullable: true,
    description: 'The latest status; null where nothing was heard back yet, or its code is not in the standard.',
  })
  status!: DeliveryStatus | null;

  @Field(() => String, {
    nullable: true,
    description: 'The latest status code as sent: `03`; null where nothing was heard back yet.',
  })
  rawCode!: string | null;

  @Field(() => Date, { nullable: true, description: 'When the latest status was reached.' })
  at!: Date | null;

  @Field(() => [DeliveryReport], { description: 'Every status message of this recipient, oldest first.' })
  reports!: DeliveryReport[];

  @Field(() => Provenance, { description: 'The axis it was read from, and when.' })
  provenance!: Provenance;
}
