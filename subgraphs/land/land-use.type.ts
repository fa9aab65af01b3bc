import { Field, ObjectType } from 'type-graphql';
import { Public } from '../../schema/rules.js';

@Public()
@ObjectType({ description: 'A purpose of land use (mục đích sử dụng đất), by its symbol in the official list.' })
export class LandUse {
  @Field(() => String, { description: 'Symbol (ký hiệu) as the register writes it: `ODT`, `LUC`.' })
  code!: string;

  @Field(() => String, { nullable: true, description: 'Name in Vietnamese; null for a symbol the list does not hold.' })
  name!: string | null;

  @Field(() => String, { nullable: true, description: 'Name in English; null for a symbol the list does not hold.' })
  nameEn!: string | null;

  @Field(() => String, { description: 'List in which the symbol was looked up: `TT 08/2024`. Lists change by circular.' })
  listVersion!: string;
}
