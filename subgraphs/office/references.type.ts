import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { jurisdictionEntity, agencyEntity } from '../../schema/entities.js';

export const Agency = agencyEntity();
export type Agency = InstanceType<typeof Agency>;

@Directive('@key(fields: "code")')
@ObjectType('Dossier', { description: 'An application a citizen or business made (hồ sơ), by its dossier code.' })
export class Dossier {
  @Field(() => ID, { description: 'Dossier code (mã hồ sơ): `H41.17-260609-0012`.' })
  code!: string;
}

export const Jurisdiction = jurisdictionEntity();
export type Jurisdiction = InstanceType<typeof Jurisdiction>;
