import { Directive, Field, ObjectType } from 'type-graphql';
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

  @Field(() => Date, { description: 'When the hub fetched it from the source.' })
  fetchedAt!: Date;
}

/** The mark a connector puts on what it read from `source` just now. */
export const provenanceOf = (source: SourceConfig, jurisdiction: string | null = onlyOne(source.jurisdictions)): Provenance => ({
  source: source.id,
  system: source.system,
  jurisdiction,
  fetchedAt: new Date(),
});

const onlyOne = (slugs: readonly string[]) => (slugs.length === 1 ? slugs[0]! : null);
