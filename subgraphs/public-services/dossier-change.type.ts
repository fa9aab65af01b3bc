import { Field, ObjectType } from 'type-graphql';
import { DataSubject } from '../../schema/rules.js';
import { TypeScopes } from '../../schema/scopes.js';
import { Dossier, type DossierRecord } from './dossier.type.js';
import { DossierStatus } from './status.type.js';

@DataSubject('dossier { applicant { person { personalId } } }')
@TypeScopes('public-services:read')
@ObjectType({ description: 'That a dossier has changed (thay đổi của hồ sơ): its status, a step, a note.' })
export class DossierChange {
  @Field(() => Dossier, { nullable: true, description: 'The dossier as it stood after the change.' })
  dossier!: DossierRecord | null;

  @Field(() => Date, { description: 'When it was changed, by the source’s own clock.' })
  at!: Date;

  @Field(() => DossierStatus, {
    nullable: true,
    description:
      'Where it stood before (trạng thái trước đó): the same as `dossier.status` where something else was changed; null where the hub had not seen it before.',
  })
  previousStatus!: DossierStatus | null;
}
