import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { connectionOf } from '../../schema/connection.js';
import { Provenance } from '../../schema/provenance.js';
import { LocalDate } from '../../schema/scalars.js';
import { TypeScopes } from '../../schema/scopes.js';
import { DocumentDirection, DocumentUrgency } from './document-enums.type.js';
import { DocumentSigner } from './document-parts.type.js';
import { Agency, Dossier, Jurisdiction } from './references.type.js';

@TypeScopes('office:read')
@Directive('@key(fields: "id")')
@ObjectType({
  description: 'An administrative document (văn bản) as it stands in one agency’s register. Secret papers are never among them.',
})
export class Document {
  @Field(() => ID, { description: 'Source and number in that source: `ioffice-nghe-an:10234`.' })
  id!: string;

  @Field(() => String, { description: 'Number and notation (số ký hiệu): `1203/UBND-VHTT`.' })
  notation!: string;

  @Field(() => String, { description: 'What it is about (trích yếu).' })
  subject!: string;

  @Field(() => String, { nullable: true, description: 'Kind of document (loại văn bản) by name: `Công văn`, `Quyết định`.' })
  type!: string | null;

  @Field(() => String, { nullable: true, description: 'Field of work (lĩnh vực).' })
  field!: string | null;

  @Field(() => DocumentDirection, { description: 'Received or issued, seen from the agency in whose register it stands.' })
  direction!: DocumentDirection;

  @Field(() => DocumentUrgency, {
    nullable: true,
    description: 'How urgent it is; null where the source’s own word is not known.',
  })
  urgency!: DocumentUrgency | null;

  @Field(() => Agency, { nullable: true, description: 'Who issued it (cơ quan ban hành); null where only a name is known.' })
  issuer!: Agency | null;

  @Field(() => String, { nullable: true, description: 'Name of the issuer as the register has it.' })
  issuerName!: string | null;

  @Field(() => Agency, { nullable: true, description: 'The agency in whose register it stands.' })
  agency!: Agency | null;

  @Field(() => Jurisdiction, {
    nullable: true,
    description: 'The jurisdiction of that agency; null for an agency of the province itself.',
  })
  jurisdiction!: Jurisdiction | null;

  @Field(() => DocumentSigner, { nullable: true, description: 'Who signed it.' })
  signer!: DocumentSigner | null;

  @Field(() => Boolean, { description: 'Whether it bears a digital signature (ký số).' })
  digitallySigned!: boolean;

  @Field(() => LocalDate, { nullable: true, description: 'Date of the document (ngày văn bản).' })
  signedOn!: string | null;

  @Field(() => LocalDate, { description: 'Day it was entered in the register (ngày đến, ngày đi).' })
  registeredOn!: string;

  @Field(() => LocalDate, { nullable: true, description: 'Day by which it is to be dealt with (hạn giải quyết).' })
  dueOn!: string | null;

  @Field(() => LocalDate, { nullable: true, description: 'Day its handling was completed; null while it is open.' })
  completedOn!: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Completed after its due day, or open beyond it (quá hạn), as the source judges; null without a due day.',
  })
  overdue!: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Completed by its due day (đúng hạn); null without a due day, and while it is open within it.',
  })
  onTime!: boolean | null;

  @Field(() => Dossier, { nullable: true, description: 'The dossier it answers or forwards; null where it belongs to none.' })
  dossier!: Dossier | null;

  @Field(() => Int, { nullable: true, description: 'Number of pages.' })
  pages!: number | null;

  @Field(() => Provenance, { description: 'The office system it was read from, and when.' })
  provenance!: Provenance;

  /** Its id on the interchange axis; null where it did not travel there. Not a field: an internal of two systems. */
  axisId!: string | null;
}

export const DocumentConnection = connectionOf(() => Document, 'Document');
