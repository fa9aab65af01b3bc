import { Directive, Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { connectionOf } from '../../schema/connection.js';
import { Provenance } from '../../schema/provenance.js';
import { GeoJSON } from '../../schema/scalars.js';
import { Scopes, TypeScopes } from '../../schema/scopes.js';
import type { Boundary } from './boundary.js';
import { LandUse } from './land-use.type.js';
import { LandUser } from './land-user.type.js';
import { AdminUnit, Jurisdiction } from './references.type.js';

// Other subgraphs refer to it by key alone: what only the register knows is null when it cannot answer.
@TypeScopes('land:read')
@Directive('@key(fields: "code")')
@Directive('@key(fields: "communeCode sheetNumber parcelNumber")')
@ObjectType({ description: 'A parcel of land (thửa đất), as the land register holds it.' })
export class Parcel {
  @Field(() => ID, { description: 'Issued parcel code (mã định danh thửa đất).' })
  code!: string;

  @Field(() => String, { nullable: true, description: 'Code of the commune (mã xã) in whose register it stands.' })
  communeCode!: string;

  @Field(() => Int, { nullable: true, description: 'Number of the map sheet (số hiệu tờ bản đồ).' })
  sheetNumber!: number;

  @Field(() => Int, { nullable: true, description: 'Number of the parcel on its sheet (số thứ tự thửa).' })
  parcelNumber!: number;

  @Field(() => Float, { nullable: true, description: 'Legal area in square metres (diện tích pháp lý).' })
  areaM2!: number | null;

  @Field(() => [LandUse], { nullable: true, description: 'Purposes of use, the principal one first. A parcel may have several.' })
  landUses!: LandUse[];

  @Field(() => String, { nullable: true, description: 'Address of the parcel (địa chỉ thửa đất).' })
  address!: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'True where a certificate of land use right (giấy chứng nhận) has been issued; null where the register does not say.',
  })
  certified!: boolean | null;

  @Field(() => GeoJSON, { nullable: true, description: 'Boundary, converted by the hub from the VN-2000 zone of its layer.' })
  geometry!: Boundary;

  @Field(() => AdminUnit, {
    nullable: true,
    description: 'The commune in whose register it stands, in its form since 1 July 2025.',
  })
  unit!: AdminUnit | null;

  @Field(() => Jurisdiction, {
    nullable: true,
    description: 'The city or town it lies in; null where the commune belongs to none the hub serves.',
  })
  jurisdiction!: Jurisdiction | null;

  @Scopes('land:personal')
  @Field(() => [LandUser], {
    nullable: true,
    description: 'Who uses the land (người sử dụng đất); null where your rights to personal data do not reach this parcel.',
  })
  users!: LandUser[] | null;

  @Field(() => Provenance, { nullable: true, description: 'Where this came from.' })
  provenance!: Provenance;
}

export const ParcelConnection = connectionOf(() => Parcel, 'Parcel');
