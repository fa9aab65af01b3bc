import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { check, First } from '../../schema/check.js';
import type { Page } from '../../schema/connection.js';
import { issuesCode } from '../../schema/dossier-code.js';
import { pageOver } from '../../schema/paging.js';
import { Scopes } from '../../schema/scopes.js';
import type { OfficeContext } from './context.js';
import { DocumentConnection } from './document.type.js';
import type { FoundDocument } from './office-source.js';
import { Dossier } from './references.type.js';

@Resolver(() => Dossier)
export class DossierResolver {
  @Scopes('office:read')
  @FieldResolver(() => DocumentConnection, {
    nullable: true,
    description:
      'The documents that answer or forward this dossier, newest first; null where no office system serves the agency its code names.',
  })
  async documents(
    @Root() { code }: Dossier,
    @Arg('first', () => Int, { description: 'How many, 1 to 100.' }) given: number,
    @Ctx() { sources, dossierDocuments }: OfficeContext,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the last item of the page before.' }) after?: string,
  ): Promise<Page<FoundDocument> | null> {
    const first = check('first', First, given);
    const holders = sources.offices.filter((source) => issuesCode(source.config, code));
    if (holders.length === 0) return null;
    return pageOver(
      holders.map((source) => ({
        id: source.config.id,
        slice: (offset, limit) => dossierDocuments.load({ source, code, offset, limit }),
      })),
      { first, after },
    );
  }
}
