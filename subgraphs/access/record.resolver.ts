import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { purposes } from '../../auth/purposes.js';
import { check } from '../../schema/check.js';
import type { Page } from '../../schema/connection.js';
import { PersonalData } from '../../schema/rules.js';
import { Scopes } from '../../schema/scopes.js';
import { logOf, type AccessContext } from './context.js';
import { pageOf, requestOf } from './page.js';
import { reachesRecord, read } from './reach.js';
import type { LoggedAccess } from './reader.js';
import { AccessFilter, AccessFilterForm, logFilterOf } from './record-filter.type.js';
import { AccessRecord, AccessRecordConnection } from './record.type.js';
import { agencyOf, jurisdictionsOf } from './references.type.js';

interface RecordPage extends Page<AccessRecord> {
  readonly subject: string | null;
}

@Resolver(() => AccessRecordConnection)
export class RecordResolver {
  @Scopes(read)
  @Query(() => AccessRecordConnection, {
    nullable: true,
    description:
      'The access log (nhật ký truy cập), newest first, of all gateways together. Auditors see the records of everybody who works for one of their jurisdictions; a page may then be short and more follow.',
  })
  async accessRecords(
    @Arg('filter', () => AccessFilter, { nullable: true, description: 'Which records; all of them without it.' })
    filter: AccessFilter | null,
    @Arg('first', () => Int, { description: 'How many, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor to go on from.' }) after: string | null,
    @Ctx() context: AccessContext,
  ): Promise<RecordPage> {
    const wanted = check('filter', AccessFilterForm, filter ?? {});
    const request = requestOf(first, after);
    const keeps = (record: LoggedAccess) =>
      reachesRecord(context.caller, record) && (!wanted.outcome || record.outcome === wanted.outcome);
    const found = await logOf(context).find(logFilterOf(wanted), request, keeps);
    return { ...pageOf(found, recordOf), subject: wanted.subject ?? null };
  }

  @Scopes([read, 'person:read'])
  @PersonalData('IDENTITY', 'HIDE')
  @FieldResolver(() => ID, {
    nullable: true,
    description:
      'The person the question named (`filter.subject`), by whom this reading is itself recorded. Auditors are not shown it: beside the pseudonym they know the person by elsewhere, it would lift that.',
  })
  subject(@Root() { subject }: RecordPage): string | null {
    return subject;
  }
}

function recordOf({ at, actor, purpose, ...rest }: LoggedAccess): AccessRecord {
  return {
    ...rest,
    at: new Date(at),
    actor: actor && { ...actor, agency: agencyOf(actor.agency), jurisdictions: jurisdictionsOf(actor.jurisdictions) },
    purpose: purpose && { ...purpose, description: purposes[purpose.code].description },
  };
}
