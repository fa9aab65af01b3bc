import { Field, ID, ObjectType } from 'type-graphql';
import { Provenance } from '../../schema/provenance.js';
import { GeoJSON } from '../../schema/scalars.js';
import { TypeScopes } from '../../schema/scopes.js';
import type { Boundary } from './boundary.js';
import { LandUse } from './land-use.type.js';

@TypeScopes('land:read')
@ObjectType({ description: 'A zone of the land-use plan (khu vực quy hoạch sử dụng đất).' })
export class PlanningZone {
  @Field(() => ID, { description: 'Identifier of the zone in its plan.' })
  id!: string;

  @Field(() => String, { nullable: true, description: 'Name of the zone.' })
  name!: string | null;

  @Field(() => LandUse, { nullable: true, description: 'Planned purpose of use.' })
  plannedUse!: LandUse | null;

  @Field(() => String, { nullable: true, description: 'Decision (quyết định) that approved the plan.' })
  decision!: string | null;

  @Field(() => GeoJSON, { nullable: true, description: 'Boundary of the zone.' })
  geometry!: Boundary;

  @Field(() => Provenance, { description: 'Where this came from.' })
  provenance!: Provenance;
}
