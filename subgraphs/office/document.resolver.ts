import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import type { Caller } from '../../auth/caller.js';
import { HubError } from '../../core/errors.js';
import { check } from '../../schema/check.js';
import type { Page } from '../../schema/connection.js';
import { pageOver, type PagedSource } from '../../schema/paging.js';
import { requireJurisdiction } from '../../schema/rows.js';
import { Scopes } from '../../schema/scopes.js';
import type { OfficeContext } from './context.js';
import { DocumentFilter, DocumentFilterForm } from './document-filter.type.js';
import { DocumentId } from './document-id.js';
import { DocumentDelivery, DocumentFile, HandlingStep } from './document-parts.type.js';
import { reachesPersonal } from './document.loader.js';
import { Document, DocumentConnection } from './document.type.js';
import type { DocumentSearch, FoundDocument, OfficeSource } from './office-source.js';
import { readableAgencies, requireAgency } from './reach.js';

type Filter = ReturnType<typeof DocumentFilterForm.parse>;

@Resolver(() => Document)
export class DocumentResolver {
  @Scopes('office:read')
  @Query(() => Document, { nullable: true, description: 'One document by its id; null where there is none the caller may read.' })
  document(
    @Arg('id', () => ID, { description: 'Source and number: `ioffice-nghe-an:10234`.' }) id: string,
    @Ctx() { documents }: OfficeContext,
  ): Promise<Document | null> {
    return documents.load(check('id', DocumentId, id));
  }

  @Scopes('office:read')
  @Query(() => DocumentConnection, {
    nullable: true,
    description:
      'Documents in the registers of a jurisdiction’s agencies, newest first; null for a jurisdiction no office system serves.',
  })
  async documents(
    @Arg('filter', () => DocumentFilter, { description: 'Which documents.' }) given: DocumentFilter,
    @Arg('first', () => Int, { description: 'How many, 1 to 100.' }) first: number,
    @Ctx() { caller, sources }: OfficeContext,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the last item of the page before.' }) after?: string,
  ): Promise<Page<FoundDocument> | null> {
    const filter = check('filter', DocumentFilterForm, given);
    requireJurisdiction(caller, 'office:read', filter.jurisdiction);
    requireAgency(caller, 'office:read', filter.agency);
    const asked = sources.offices.filter(({ config }) => config.jurisdictions.includes(filter.jurisdiction));
    if (asked.length === 0) return null;
    return pageOver(
      asked.map((source) => searched(source, filter, caller)),
      { first, after },
      newestFirst,
    );
  }

  @FieldResolver(() => [HandlingStep], {
    nullable: true,
    description: 'How it was handled, step by step (quá trình xử lý); null where the source cannot say.',
  })
  async steps(@Root() document: Document, @Ctx() { caller, steps }: OfficeContext): Promise<HandlingStep[] | null> {
    const taken = await steps.load(document.id);
    if (taken === null || reachesPersonal(caller, document)) return taken;
    return taken.map(({ at, action }) => ({ at, action, comment: denied(), officerName: denied() }));
  }

  @FieldResolver(() => [DocumentFile], {
    nullable: true,
    description: 'Its files (tệp đính kèm): metadata only; null where the source cannot say.',
  })
  files(@Root() { id }: Document, @Ctx() { files }: OfficeContext): Promise<DocumentFile[] | null> {
    return files.load(id);
  }

  @FieldResolver(() => [DocumentDelivery], {
    nullable: true,
    description:
      'Its deliveries over the interchange axis, one for each recipient: empty where it did not travel there, null where no axis serves its jurisdiction.',
  })
  async deliveries(
    @Root() { axisId, jurisdiction }: Document,
    @Ctx() { deliveries, sources }: OfficeContext,
  ): Promise<DocumentDelivery[] | null> {
    if (axisId === null) return [];
    const source = sources.axes.find(({ config }) => jurisdiction === null || config.jurisdictions.includes(jurisdiction.slug));
    return source ? deliveries.load({ source, axisId }) : null;
  }
}

// What cannot be read comes first, as failed sources do.
const dayOf = (found: FoundDocument) => (found instanceof HubError ? '9999' : found.registeredOn);
const newestFirst = (a: FoundDocument, b: FoundDocument) => dayOf(b).localeCompare(dayOf(a));

function searched(source: OfficeSource, filter: Filter, caller: Caller): PagedSource<FoundDocument> {
  const agencies = askedAgencies(source, filter, caller);
  const search: DocumentSearch = { ...filter, agencies };
  return {
    id: source.config.id,
    // An empty list of agencies would ask iOffice for all of them.
    slice: async (offset, limit) => (agencies.length === 0 ? { rows: [], total: 0 } : source.search(search, offset, limit)),
  };
}

/** The registers that stand in the jurisdiction, that the filter asks for and that the caller may read. */
function askedAgencies(source: OfficeSource, { jurisdiction, agency }: Filter, caller: Caller): readonly string[] {
  const readable = readableAgencies(caller, source);
  return source.registers
    .agenciesOf(jurisdiction)
    .filter((id) => (readable === null || readable.includes(id)) && (!agency || id === agency));
}

const denied = () => new HubError('UNAUTHORIZED_FIELD_OR_TYPE');
