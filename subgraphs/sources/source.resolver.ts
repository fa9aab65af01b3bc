import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { z } from 'zod';
import { runtimeOf } from '../../connectors/runtime.js';
import { systems } from '../../core/sources.js';
import { check } from '../../schema/check.js';
import { Scopes } from '../../schema/scopes.js';
import { SourceCache } from './cache.type.js';
import { reachable, told, type SourcesContext } from './context.js';
import { SourceIds } from './forms.js';
import { Source } from './source.type.js';

const read = 'sources:read';
const System = z.enum(systems).describe(`a system is one of ${systems.join(', ')}`);

@Resolver()
export class SourceResolver {
  @Scopes(read)
  @Query(() => [Source], {
    nullable: true,
    description:
      'The sources that hold data of the caller’s jurisdictions, and how they do (tình trạng các nguồn dữ liệu), by id. No source is asked for it.',
  })
  sources(
    @Arg('ids', () => [ID], {
      nullable: true,
      description: 'Only these; one that is not known, or not of the caller’s, is left out.',
    })
    givenIds: string[] | null,
    @Arg('system', () => String, { nullable: true, description: 'Only those of this kind of system: `igate`, `fhir`, ….' })
    givenSystem: string | null,
    @Ctx() context: SourcesContext,
  ): Source[] {
    const ids = check('ids', SourceIds, givenIds ?? null);
    const system = check('system', System.nullable(), givenSystem ?? null);
    const now = context.now();
    return reachable(context, read)
      .filter((source) => (ids === null || ids.includes(source.id)) && (system === null || source.system === system))
      .map((source) => told(source, now))
      .toSorted((one, other) => (one.id < other.id ? -1 : 1));
  }

  @Scopes(read)
  @Query(() => SourceCache, {
    nullable: true,
    description: 'Where answers of sources are kept, and how that does; null where the hub reads no source.',
  })
  sourceCache(@Ctx() { sources: [first] }: SourcesContext): SourceCache | null {
    return first ? runtimeOf(first).store.health() : null;
  }
}
