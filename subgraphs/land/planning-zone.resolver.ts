import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { LandContext } from './context.js';
import { Parcel } from './parcel.type.js';
import { PlanningZone } from './planning-zone.type.js';

@Resolver(() => Parcel)
export class ParcelPlanningResolver {
  @FieldResolver(() => [PlanningZone], {
    nullable: true,
    description:
      'Zones of the land-use plan that share ground with the parcel; zones that only touch its boundary do not count. Null where the register has no boundary to compare.',
  })
  planningZones(@Root() parcel: Parcel, @Ctx() { zones }: LandContext): Promise<readonly PlanningZone[] | null> {
    return zones.load(parcel);
  }
}
