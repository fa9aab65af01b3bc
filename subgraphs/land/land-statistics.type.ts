import { Field, Float, Int, ObjectType } from 'type-graphql';
import { Provenance } from '../../schema/provenance.js';
import { TypeScopes } from '../../schema/scopes.js';
import { LandUse } from './land-use.type.js';

@TypeScopes('land:statistics')
@ObjectType({ description: 'Parcels of one purpose of use.' })
export class LandUseStatistics {
  @Field(() => LandUse, { nullable: true, description: 'The purpose of use; null for parcels of which none is recorded.' })
  landUse!: LandUse | null;

  @Field(() => Int, { description: 'Parcels with it as their principal purpose.' })
  parcelCount!: number;

  @Field(() => Float, { description: 'Their area in square metres.' })
  areaM2!: number;
}

@TypeScopes('land:statistics')
@ObjectType({ description: 'Statistics of land (thống kê đất đai) as its register counts them today.' })
export class LandStatistics {
  @Field(() => Int, { description: 'Parcels in the register.' })
  parcelCount!: number;

  @Field(() => Float, { description: 'Their area in square metres.' })
  areaM2!: number;

  @Field(() => [LandUseStatistics], {
    description: 'By purpose of use, the largest area first. A parcel of several purposes counts under its principal one.',
  })
  byLandUse!: LandUseStatistics[];

  @Field(() => Provenance, { description: 'Where this came from.' })
  provenance!: Provenance;
}
