import { Field, ObjectType } from 'type-graphql';
import { DataSubject, PersonalData } from '../../schema/rules.js';
import { TypeScopes } from '../../schema/scopes.js';
import { Person } from './references.type.js';

@DataSubject('person { personalId }')
@TypeScopes('land:personal')
@ObjectType({ description: 'A user of a parcel (người sử dụng đất): land belongs to the people, and is used, not owned.' })
export class LandUser {
  @Field(() => Person, { nullable: true, description: 'The person; null where the register has a name only.' })
  person!: Person | null;

  @PersonalData('IDENTITY', 'INITIALS')
  @Field(() => String, { nullable: true, description: 'Name as the land register writes it.' })
  fullName!: string | null;
}
