import { Field, Float, Int, ObjectType } from 'type-graphql';
import { Provenance } from '../../schema/provenance.js';
import { TypeScopes } from '../../schema/scopes.js';

@TypeScopes('office:statistics')
@ObjectType({ description: 'Documents of one month, by the day they were registered.' })
export class DocumentMonth {
  @Field(() => String, { description: 'The month, `yyyy-MM`.' })
  period!: string;

  @Field(() => Int, { description: 'Received documents (văn bản đến).' })
  incoming!: number;

  @Field(() => Int, { description: 'Issued documents (văn bản đi).' })
  outgoing!: number;

  @Field(() => Int, { description: 'Issued documents that bear a digital signature (ký số).' })
  signedOutgoing!: number;

  @Field(() => Float, { nullable: true, description: '`signedOutgoing` over `outgoing`, 0 to 1; null where none were issued.' })
  signedShare!: number | null;

  @Field(() => Int, { description: 'Documents with a due day, completed by it (đúng hạn).' })
  onTime!: number;

  @Field(() => Int, { description: 'Documents completed after their due day, or open beyond it (quá hạn).' })
  overdue!: number;

  @Field(() => Int, { description: 'Documents still being handled, within their due day or without one (đang xử lý).' })
  pending!: number;
}

@TypeScopes('office:statistics')
@ObjectType({ description: 'Counts of documents, from the office system’s own report (báo cáo văn bản).' })
export class DocumentStatistics {
  @Field(() => Int, { description: 'Received documents (văn bản đến).' })
  incoming!: number;

  @Field(() => Int, { description: 'Issued documents (văn bản đi).' })
  outgoing!: number;

  @Field(() => Int, { description: 'Issued documents that bear a digital signature (ký số).' })
  signedOutgoing!: number;

  @Field(() => Float, { nullable: true, description: '`signedOutgoing` over `outgoing`, 0 to 1; null where none were issued.' })
  signedShare!: number | null;

  @Field(() => Int, { description: 'Documents with a due day, completed by it (đúng hạn).' })
  onTime!: number;

  @Field(() => Int, { description: 'Documents completed after their due day, or open beyond it (quá hạn).' })
  overdue!: number;

  @Field(() => Int, { description: 'Documents still being handled, within their due day or without one (đang xử lý).' })
  pending!: number;

  @Field(() => Float, { nullable: true, description: '`onTime` over `onTime + overdue`, 0 to 1; null where both are 0.' })
  onTimeShare!: number | null;

  @Field(() => [DocumentMonth], { description: 'Month by month, oldest first; months without documents are left out.' })
  byMonth!: DocumentMonth[];

  @Field(() => Provenance, { description: 'The office system that reported it, and when.' })
  provenance!: Provenance;
}
