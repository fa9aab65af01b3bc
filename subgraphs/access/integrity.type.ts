import { Field, Int, ObjectType } from 'type-graphql';
import { TypeScopes } from '../../schema/scopes.js';
import { AnchoringState } from './enums.type.js';

@TypeScopes('access:integrity')
@ObjectType({ description: 'A signed statement of how far a log goes and what it holds (điểm kiểm tra đã ký).' })
export class AccessLogCheckpoint {
  @Field(() => Int, { description: 'Number of entries it covers.' })
  size!: number;

  @Field(() => Date, { description: 'When it was signed.' })
  at!: Date;
}

@TypeScopes('access:integrity')
@ObjectType({ description: 'How far one access log can be relied on (tính toàn vẹn). Each gateway writes a log of its own.' })
export class AccessLogIntegrity {
  @Field(() => String, { description: 'Name of the log.' })
  log!: string;

  @Field(() => Int, { description: 'Number of entries ever made (số bản ghi).' })
  entries!: number;

  @Field(() => AccessLogCheckpoint, { nullable: true, description: 'The newest checkpoint; null before the first.' })
  lastCheckpoint!: AccessLogCheckpoint | null;

  @Field(() => Int, { description: 'Entries made since: not yet signed (chưa niêm phong).' })
  notYetSealed!: number;

  @Field(() => Int, {
    nullable: true,
    description: 'Number of the last entry up to which the log was verified (đã kiểm chứng); null where the hub cannot tell.',
  })
  verifiedUpTo!: number | null;

  @Field(() => AnchoringState, {
    nullable: true,
    description: 'Whether checkpoints are kept elsewhere; null where the hub cannot tell, as of another gateway’s log.',
  })
  anchoring!: 'ANCHORED' | 'GRACE' | 'STOPPED' | null;
}
