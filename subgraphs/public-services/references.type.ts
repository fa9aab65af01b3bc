import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { jurisdictionEntity, agencyEntity, personEntity } from '../../schema/entities.js';

export const Jurisdiction = jurisdictionEntity();
export type Jurisdiction = InstanceType<typeof Jurisdiction>;

export const Agency = agencyEntity();
export type Agency = InstanceType<typeof Agency>;

export const Person = personEntity();
export type Person = InstanceType<typeof Person>;

@Directive('@key(fields: "code")')
@ObjectType({ description: 'A parcel of land (thửa đất), as the land register holds it.' })
export class Parcel {
  @Field(() => ID, { description: 'Issued parcel code (mã định danh thửa đất).' })
  code!: string;
}
