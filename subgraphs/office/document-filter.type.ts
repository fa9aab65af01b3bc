import { Field, ID, InputType } from 'type-graphql';
import { z } from 'zod';
import { AgencyId, DossierCode, JurisdictionSlug } from '../../schema/check.js';
import { LocalDate } from '../../schema/scalars.js';
import { DocumentDirection, DocumentUrgency } from './document-enums.type.js';

@InputType({ description: 'Which documents to list. Every condition given must hold.' })
export class DocumentFilter {
  @Field(() => String, { description: 'Slug of the jurisdiction in whose agencies’ registers to look: `vinh`.' })
  jurisdiction!: string;

  @Field(() => ID, { nullable: true, description: 'Only the register of this agency: `H41.17`.' })
  agency?: string | null;

  @Field(() => DocumentDirection, { nullable: true, description: 'Only received, or only issued documents.' })
  direction?: DocumentDirection | null;

  @Field(() => String, { nullable: true, description: 'Only this kind of document, by its whole name: `Quyết định`.' })
  type?: string | null;

  @Field(() => DocumentUrgency, { nullable: true, description: 'Only documents of this urgency.' })
  urgency?: DocumentUrgency | null;

  @Field(() => String, { nullable: true, description: 'Part of the signer’s name, with or without diacritics.' })
  signer?: string | null;

  @Field(() => LocalDate, { nullable: true, description: 'Registered on this day or later.' })
  from?: string | null;

  @Field(() => LocalDate, { nullable: true, description: 'Registered on this day or earlier.' })
  to?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only documents that belong to this dossier.' })
  dossierCode?: string | null;

  @Field(() => String, { nullable: true, description: 'Words of the notation or subject, with or without diacritics.' })
  search?: string | null;
}

function words(max: number) {
  const message = `between 1 and ${max} characters`;
  return z.string().trim().min(1, message).max(max, message).nullish();
}

const Day = z.iso.date('a date reads yyyy-MM-dd').nullish();

/** What a filter must be; checked as one argument, so that an error names `filter.agency`. */
export const DocumentFilterForm = z.object({
  jurisdiction: JurisdictionSlug,
  agency: AgencyId.nullish(),
  direction: z.enum(DocumentDirection).nullish(),
  type: words(100),
  urgency: z.enum(DocumentUrgency).nullish(),
  signer: words(100),
  from: Day,
  to: Day,
  dossierCode: DossierCode.nullish(),
  search: words(200),
});
