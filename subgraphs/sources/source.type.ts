import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import type { Kind } from '../../connectors/freshness/kinds.js';
import type { SourceHealth } from '../../connectors/guard/guard.js';
import { TypeScopes } from '../../schema/scopes.js';
import { SourceAnswerKind, SourceBreaker, SourceState, SourceTrouble } from './enums.type.js';
import { Jurisdiction } from './references.type.js';
import type { StateName, TroubleName } from './state.js';

@TypeScopes('sources:read')
@ObjectType({ description: 'How long answers of one kind from a source are kept (thời hạn lưu tạm).' })
export class SourceKept {
  @Field(() => SourceAnswerKind, { description: 'Which answers.' })
  kind!: Kind;

  @Field(() => Int, { description: 'So many seconds the source is not asked again.' })
  freshForSeconds!: number;

  @Field(() => Int, {
    description: 'So many seconds after that what is kept is shown, marked as old, where the source cannot answer.',
  })
  usableForSeconds!: number;
}

@TypeScopes('sources:read')
@ObjectType({
  description:
    'A system of record the hub reads (nguồn dữ liệu), and how it does as far as the process has seen that answers: where subgraphs run in processes of their own, each sees only what it asks itself.',
})
export class Source {
  @Field(() => ID, { description: 'Its name in the hub’s configuration, as in `extensions.sources`.' })
  id!: string;

  @Field(() => String, { description: 'The kind of system: `ioffice`, `igate`, `fhir`, …' })
  system!: string;

  @Field(() => [Jurisdiction], { description: 'Whose data it holds.' })
  jurisdictions!: Jurisdiction[];

  @Field(() => SourceState, { description: 'How it does, in one word.' })
  state!: StateName;

  @Field(() => [SourceTrouble], { description: 'What is wrong with it, the gravest first; none where nothing is.' })
  troubles!: TroubleName[];

  @Field(() => SourceBreaker, { description: 'Whether it is asked.' })
  breaker!: SourceHealth['state'];

  @Field(() => Date, { description: 'Since when it is asked, or let alone.' })
  since!: Date;

  @Field(() => Float, {
    nullable: true,
    description: 'Share of its last 100 requests that failed, 0 to 1; null before the first.',
  })
  errorRate!: number | null;

  @Field(() => Int, { description: 'Requests sent to it since the process began to read it.' })
  requests!: number;

  @Field(() => Int, { description: 'Those of them that failed.' })
  failures!: number;

  @Field(() => Int, { description: 'Requests not sent, because it was let alone or had enough to do.' })
  rejected!: number;

  @Field(() => Int, { description: 'Requests that were sent a second time.' })
  retries!: number;

  @Field(() => Int, {
    nullable: true,
    description: 'Half of its last 100 requests took no longer, in milliseconds; null before the first.',
  })
  p50Ms!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: '95 of its last 100 requests took no longer, in milliseconds; null before the first.',
  })
  p95Ms!: number | null;

  @Field(() => Date, { nullable: true, description: 'When it last answered; null where it has not yet.' })
  lastSuccessAt!: Date | null;

  @Field(() => Date, { nullable: true, description: 'When it last failed; null where it has not yet.' })
  lastFailureAt!: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'With which code it last failed: `SOURCE_TIMEOUT`, `SOURCE_UNAVAILABLE`, `SOURCE_BAD_DATA`.',
  })
  lastFailureCode!: string | null;

  @Field(() => Date, { nullable: true, description: 'When it last did not let the hub in; null where it always has.' })
  lastRefusalAt!: Date | null;

  @Field(() => Int, { description: 'Requests under way.' })
  active!: number;

  @Field(() => Int, { description: 'Requests that wait for their turn.' })
  waiting!: number;

  @Field(() => Int, { description: 'How long it may take to answer, in milliseconds.' })
  timeoutMs!: number;

  @Field(() => [SourceKept], { description: 'What is kept of its answers, and for how long.' })
  kept!: SourceKept[];
}
