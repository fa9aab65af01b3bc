import { Directive, Field, ObjectType } from 'type-graphql';
import { currentScope } from '../core/request-scope.js';
import type { SourceConfig } from '../core/sources.js';
import { Public } from './rules.js';

@Public()
@Directive('@shareable')
@ObjectType({ description: 'Where an answer came from (nguồn dữ liệu), and when the hub read it.' })
export class Provenance {
  @Field(() => String, { description: 'Id of the source, as the hub is configured: `igate-nghe-an`.' })
  source!: string;

  @Field(() => String, {
    description: 'Kind of system: `igate`, `ioffice`, `fhir`, …; `directory` for the hub’s own reference tables.',
  })
  system!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Slug of the jurisdiction whose data it is; null where a source serves several and the row does not say.',
  })
  jurisdiction!: string | null;

  @Field(() => Date, {
    description: 'When the hub fetched it from the source: of several reads for one answer, the oldest.',
  })
  fetchedAt!: Date;

  @Field(() => Date, {
    nullable: true,
    description: 'As of when the source itself says that it holds; null where it does not say.',
  })
  asOf!: Date | null;

  @Field(() => Boolean, {
    description: 'The source cannot answer at the moment: this is what it told at `fetchedAt`, and may have changed since.',
  })
  stale!: boolean;
}

/** The mark a connector puts on what it made of what was read from `source` for this request: so far, for it may be asked more. */
export function provenanceOf(
  source: SourceConfig,
  jurisdiction: string | null = onlyOne(source.jurisdictions),
  asOf: Date | null = null,
): Provenance {
  const read = currentScope()?.sources.of(source.id);
  return {
    source: source.id,
    system: source.system,
    jurisdiction,
    fetchedAt: new Date(read?.fetchedAt ?? Date.now()),
    asOf,
    stale: read?.status === 'STALE',
  };
}

const onlyOne = (slugs: readonly string[]) => (slugs.length === 1 ? slugs[0]! : null);
