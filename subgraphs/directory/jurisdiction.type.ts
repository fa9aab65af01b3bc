import { Directive, Field, ObjectType, registerEnumType } from 'type-graphql';
import { Public } from '../../schema/rules.js';
import type { Period } from './periods.js';

export enum JurisdictionStatus {
  FORMER_CITY = 'FORMER_CITY',
  FORMER_TOWN = 'FORMER_TOWN',
  CITY_CORE = 'CITY_CORE',
}

registerEnumType(JurisdictionStatus, {
  name: 'JurisdictionStatus',
  description: 'What a jurisdiction was, or is, in law.',
  valuesConfig: {
    FORMER_CITY: {
      description: 'A city of a province (thành phố thuộc tỉnh) until 30 June 2025; since then communes of the province.',
    },
    FORMER_TOWN: { description: 'A town (thị xã) until 30 June 2025; since then communes of the province.' },
    CITY_CORE: {
      description:
        'The old urban districts (quận) of a centrally run city (thành phố trực thuộc trung ương), abolished as a level on 1 July 2025.',
    },
  },
});

// Other subgraphs refer to it by key alone: what only the directory knows is null when the directory cannot answer.
@Directive('@key(fields: "slug")')
@ObjectType({
  description: 'A city or town the hub serves (đô thị): a dated set of administrative units, since 2025 no longer a unit itself.',
})
export class Jurisdiction {
  @Public()
  @Field(() => String, { description: 'Stable name: `vinh`, `dong-ha`, …' })
  slug!: string;

  @Public()
  @Field(() => String, { nullable: true, description: 'Its name, in Vietnamese: `Đông Hà`.' })
  name!: string;

  @Public()
  @Field(() => JurisdictionStatus, { nullable: true, description: 'What it was, or is, in law.' })
  legalStatus!: JurisdictionStatus;

  /** Code of its province since July 2025. */
  provinceCode!: string;
  formerDistrictCodes!: readonly string[];
  members!: readonly (Period & { readonly code: string })[];
}
