import { Ctx, Field, Int, ObjectType, Query, Resolver, Root, Subscription } from 'type-graphql';
import { HubError } from '../../core/errors.js';
import { createEventQueue, type EventQueue } from '../../core/event-queue.js';
import { Scopes, TypeScopes } from '../../schema/scopes.js';
import { createSubgraph, type Subgraph, type SubgraphContext } from '../../schema/subgraph.js';

interface Context extends SubgraphContext {
  readonly born: number;
}

@TypeScopes('kpi:read')
@ObjectType({ description: 'Tick.' })
class Tick {
  @Field(() => Int, { description: 'Number.' })
  number!: number;

  @Field(() => Int, { description: 'Which context it was read in.' })
  born!: number;

  @Field(() => Int, { nullable: true, description: 'Fails.' })
  broken!: number | null | Error;
}

/** What became of the subscriptions to it. */
export interface Ticks {
  readonly queues: EventQueue<number>[];
  left: number;
}
let ticks: Ticks;

@Resolver(() => Tick)
class TickResolver {
  @Query(() => Int, { description: 'Q.' })
  one(): number {
    return 1;
  }

  @Scopes('kpi:read')
  @Subscription(() => Tick, {
    nullable: true,
    description: 'S.',
    subscribe: () => {
      const queue = createEventQueue<number>(5, () => ticks.left++);
      ticks.queues.push(queue);
      return queue;
    },
  })
  ticked(@Root() number: number, @Ctx() { born }: Context): Tick {
    return { number, born, broken: number < 0 ? new Error('password=1') : null };
  }

  @Scopes('health:read')
  @Subscription(() => Tick, { nullable: true, description: 'S.', subscribe: () => createEventQueue<number>(5) })
  secret(@Root() number: number): Tick {
    return { number, born: 0, broken: null };
  }

  @Scopes('kpi:read')
  @Subscription(() => Tick, {
    nullable: true,
    description: 'S.',
    subscribe: () => {
      throw new HubError('FORBIDDEN');
    },
  })
  refused(@Root() number: number): Tick {
    return { number, born: 0, broken: null };
  }
}

/** A subgraph whose events are pushed by hand. */
export async function createTicks(): Promise<Ticks & { readonly subgraph: Subgraph }> {
  let contexts = 0;
  const subgraph = await createSubgraph<Context>({
    name: 'ticks',
    resolvers: [TickResolver],
    entities: {},
    createContext: (caller) => ({ caller, born: ++contexts }),
  });
  const made = { subgraph, queues: [], left: 0 };
  ticks = made;
  return made;
}
