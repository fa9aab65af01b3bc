import { Field, Float, Int, ObjectType } from 'type-graphql';
import { Provenance } from '../../schema/provenance.js';
import { TypeScopes } from '../../schema/scopes.js';
import { LandUse } from './land-use.type.js';

@TypeScopes('land:statistics')
@ObjectType({ description: 'Parcels of one purpose of use.' })
export class LandUseStatistics {
  @Field(() => LandUse, { nullable: true, description: 'The purpose of use; null for parcels of which none is recorded.' })
  landUse!: LandUse | null;

  @Field(() => Boolean, {
    description:
      'True where the figures are withheld, and null, from callers who may not read users of land by name: fewer than five parcels, or a row that would give away such a one.',
  })
  suppressed!: boolean;

  @Field(() => Int, { nullable: true, description: 'Parcels with it as their principal purpose; null where suppressed.' })
  parcelCount!: number | null;

  @Field(() => Float, { nullable: true, description: 'Their area in square metres; null where suppressed.' })
  areaM2!: number | null;
}

@TypeScopes('land:statistics')
@ObjectType({ description: 'Statistics of land (thống kê đất đai) as its register counts them today.' })
export class LandStatistics {
  @Field(() => Boolean, {
    description:
      'True where there are fewer than five parcels, for callers who may not read users of land by name: all figures are withheld, and null.',
  })
  suppressed!: boolean;

  @Field(() => Int, { nullable: true, description: 'Parcels in the register; null where suppressed.' })
  parcelCount!: number | null;

  @Field(() => Float, { nullable: true, description: 'Their area in square metres; null where suppressed.' })
  areaM2!: number | null;

  @Field(() => [LandUseStatistics], {
    nullable: true,
    description:
      'By purpose of use, the largest area first, suppressed rows last. A parcel of several purposes counts under its principal one. Null where suppressed.',
  })
  byLandUse!: LandUseStatistics[] | null;

  @Field(() => Provenance, { description: 'Where this came from.' })
  provenance!: Provenance;
}
