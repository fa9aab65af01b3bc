import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { purposes } from '../../auth/purposes.js';
import { HubError } from '../../core/errors.js';
import type { Page } from '../../schema/connection.js';
import { PersonalData } from '../../schema/rules.js';
import { Scopes } from '../../schema/scopes.js';
import { logOf, type AccessContext } from './context.js';
import { MyAccess, MyAccessConnection } from './my-access.type.js';
import { pageOf, requestOf } from './page.js';
import type { LoggedAccessOfPerson } from './reader.js';
import { agencyOf, jurisdictionsOf } from './references.type.js';

interface MyPage extends Page<MyAccess> {
  readonly subject: string;
}

@Resolver(() => MyAccessConnection)
export class MyAccessResolver {
  @Scopes('access:own')
  @Query(() => MyAccessConnection, {
    nullable: true,
    description:
      'Who read your personal data through the hub, and why (ai đã truy cập dữ liệu của tôi), newest first. Yours is what the token says you are: nobody else can be named. An audit or inspection may show only later; what an order withholds, when that ends.',
  })
  async myAccessLog(
    @Arg('first', () => Int, { description: 'How many, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor to go on from.' }) after: string | null,
    @Ctx() context: AccessContext,
  ): Promise<MyPage> {
    const request = requestOf(first, after);
    const { personalId } = context.caller;
    if (personalId === null) throw new HubError('FORBIDDEN', 'Your token names no personal identifier.');
    const found = await logOf(context).ofPerson(personalId, context.now(), request);
    return { ...pageOf(found, accessOf), subject: personalId };
  }

  @Scopes('access:own')
  @PersonalData('IDENTITY', 'HIDE')
  @FieldResolver(() => ID, { nullable: true, description: 'You, by your personal identifier (số định danh cá nhân).' })
  subject(@Root() { subject }: MyPage): string {
    return subject;
  }
}

const accessOf = ({ at, agency, jurisdictions, purpose, ...rest }: LoggedAccessOfPerson): MyAccess => ({
  ...rest,
  at: new Date(at),
  agency: agencyOf(agency),
  jurisdictions: jurisdictionsOf(jurisdictions),
  purpose: purpose && { code: purpose, description: purposes[purpose].description, legalBasis: purposes[purpose].legalBasis },
});
