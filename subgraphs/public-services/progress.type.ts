import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { z } from 'zod';
import { DossierCode } from '../../schema/check.js';
import { TypeScopes } from '../../schema/scopes.js';

@InputType({ description: 'What was done on which dossier.' })
export class NoteDossierProgressInput {
  @Field(() => ID, { description: 'Code of a dossier of the caller’s own agency: `H41.17-260609-0012`.' })
  dossier!: string;

  @Field(() => String, { description: 'What was done, as the name of a step, up to 200 characters: `Xác minh thực địa`.' })
  step!: string;

  @Field(() => String, { description: 'What is to be known of it (ghi chú), up to 1,000 characters.' })
  note!: string;
}

function words(max: number) {
  const form = `between 1 and ${max} characters`;
  return z.string().trim().min(1, form).max(max, form);
}

/** What a NoteDossierProgressInput must look like. */
export const NoteDossierProgressForm = z.object({ dossier: DossierCode, step: words(200), note: words(1000) });

@TypeScopes('public-services:write')
@ObjectType({ description: 'What became of a note of progress.' })
export class NoteDossierProgressPayload {
  /** Which dossier; told by the resolver. */
  code!: string;
}
