import { Ctx, Query, Resolver } from 'type-graphql';
import { Scopes } from '../../schema/scopes.js';
import { logOf, type AccessContext } from './context.js';
import { AccessLogIntegrity } from './integrity.type.js';
import type { LogState } from './reader.js';

@Resolver()
export class IntegrityResolver {
  @Scopes('access:integrity')
  @Query(() => [AccessLogIntegrity], {
    nullable: true,
    description:
      'Each access log: how far it goes, and how far it is signed, verified and kept elsewhere (tính toàn vẹn của nhật ký).',
  })
  async accessLogIntegrity(@Ctx() context: AccessContext): Promise<AccessLogIntegrity[]> {
    return (await logOf(context).integrity()).map(integrityOf);
  }
}

const integrityOf = ({ checkpoint, notSealed, ...rest }: LogState): AccessLogIntegrity => ({
  ...rest,
  notYetSealed: notSealed,
  lastCheckpoint: checkpoint && { size: checkpoint.size, at: new Date(checkpoint.at) },
});
