import { Field, ID, InputType } from 'type-graphql';
import { z } from 'zod';
import { AgencyId, IsoDate, JurisdictionSlug, ProcedureCode } from '../../schema/check.js';
import { LocalDate } from '../../schema/scalars.js';
import { DossierStatus, nationalStatuses } from './status.type.js';

@InputType({ description: 'Which dossiers to list. Every part that is given must hold.' })
export class DossierFilter {
  @Field(() => String, { description: 'Slug of the city or town: `vinh`.' })
  jurisdiction!: string;

  @Field(() => DossierStatus, { nullable: true, description: 'Only those at this status.' })
  status?: DossierStatus | null;

  @Field(() => ID, { nullable: true, description: 'Only those of this agency (cơ quan) of the city: `H41.17`.' })
  agency?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only those for this procedure (thủ tục): `1.001612`.' })
  procedure?: string | null;

  @Field(() => LocalDate, { nullable: true, description: 'Only those applied for on this day or later.' })
  appliedFrom?: string | null;

  @Field(() => LocalDate, { nullable: true, description: 'Only those applied for on this day or earlier.' })
  appliedTo?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'True: only those still open and past due (đang xử lý quá hạn). iGate cannot list those finished late.',
  })
  openPastDue?: boolean | null;
}

/** What a DossierFilter must look like. */
export const DossierFilterForm = z.object({
  jurisdiction: JurisdictionSlug,
  status: z.enum(nationalStatuses).nullish(),
  agency: AgencyId.nullish(),
  procedure: ProcedureCode.nullish(),
  appliedFrom: IsoDate.nullish(),
  appliedTo: IsoDate.nullish(),
  openPastDue: z.boolean().nullish(),
});
