import { Directive, Field, Float, ObjectType, registerEnumType } from 'type-graphql';
import { Public } from '../../schema/rules.js';
import { LocalDate } from '../../schema/scalars.js';

export enum AdminUnitLevel {
  PROVINCE = 'PROVINCE',
  DISTRICT = 'DISTRICT',
  COMMUNE = 'COMMUNE',
}

registerEnumType(AdminUnitLevel, {
  name: 'AdminUnitLevel',
  description: 'Level of an administrative unit (cấp đơn vị hành chính).',
  valuesConfig: {
    PROVINCE: { description: 'Province or centrally run city (cấp tỉnh).' },
    DISTRICT: { description: 'District, town or city of a province (cấp huyện); abolished on 1 July 2025.' },
    COMMUNE: { description: 'Commune, ward, township or special zone (cấp xã).' },
  },
});

@Public()
@ObjectType({ description: 'A point that stands for a unit on a map, WGS 84.' })
export class UnitCentre {
  @Field(() => Float, { description: 'Longitude, in degrees.' })
  lon!: number;

  @Field(() => Float, { description: 'Latitude, in degrees.' })
  lat!: number;
}

// Other subgraphs refer to it by key alone: what only the directory knows is null when the directory cannot answer.
@Directive('@key(fields: "code validFrom")')
@ObjectType({ description: 'An administrative unit (đơn vị hành chính) as it stood in one period.' })
export class AdminUnit {
  @Public()
  @Field(() => String, { description: 'Official code: 2 digits for a province, 5 for a commune.' })
  code!: string;

  @Public()
  @Field(() => LocalDate, {
    description: 'First day it stood in this form; codes were reused, so the code alone is ambiguous.',
  })
  validFrom!: string;

  @Public()
  @Field(() => LocalDate, { nullable: true, description: 'Last day it stood in this form; null while it stands.' })
  validTo!: string | null;

  @Public()
  @Field(() => AdminUnitLevel, { nullable: true, description: 'Its level.' })
  level!: AdminUnitLevel;

  @Public()
  @Field(() => String, { nullable: true, description: 'Its kind (loại đơn vị), in Vietnamese: Phường, Xã, Đặc khu, Tỉnh, …' })
  type!: string;

  @Public()
  @Field(() => String, { nullable: true, description: 'Full name, with its kind: `Phường Trường Vinh`.' })
  name!: string;

  @Public()
  @Field(() => String, {
    nullable: true,
    description: 'Name of the district (huyện, quận, thị xã, thành phố) a commune belonged to before July 2025; null since.',
  })
  formerDistrict!: string | null;

  @Public()
  @Field(() => UnitCentre, { nullable: true, description: 'Its centre; known for communes since July 2025.' })
  centre!: UnitCentre | null;

  @Public()
  @Field(() => Float, { nullable: true, description: 'Its area in km²; known for most communes since July 2025.' })
  areaKm2!: number | null;

  @Public()
  @Field(() => String, { nullable: true, description: 'The decision whose list of codes it stands in: `QĐ 19/2025/QĐ-TTg`.' })
  decree!: string;

  @Public()
  @Field(() => Boolean, {
    nullable: true,
    description: 'True for a former commune whose territory went to several: its code alone cannot say to which an address went.',
  })
  divided!: boolean;

  /** Code of the province in the same period; null for a province. */
  provinceCode!: string | null;
  /** Keys of what it became, and of what it was made of. */
  successorKeys!: readonly string[];
  predecessorKeys!: readonly string[];
  /** Name without diacritics, for searching. */
  folded!: string;
}

/** The key under which a unit stands in the tables. */
export const unitKey = (code: string, validFrom: string): string => `${code} ${validFrom}`;
