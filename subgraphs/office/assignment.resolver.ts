import { Arg, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql';
import { HubError } from '../../core/errors.js';
import { check } from '../../schema/check.js';
import { IdempotencyKey, idempotencyKeyDescription, requestKeyOf } from '../../schema/idempotency-key.js';
import { Scopes } from '../../schema/scopes.js';
import { AssignDocumentForm, AssignDocumentInput, AssignDocumentPayload } from './assignment.type.js';
import type { OfficeContext } from './context.js';
import { partsOf } from './document-id.js';
import { mayChange } from './document.loader.js';
import { Document } from './document.type.js';
import { readableAgencies } from './reach.js';

const write = 'office:write';

@Resolver(() => AssignDocumentPayload)
export class AssignmentResolver {
  @Scopes(write)
  @Mutation(() => AssignDocumentPayload, {
    nullable: true,
    description: 'Assigns a document of the caller’s own agency to an officer or a unit (chuyển xử lý), in the office system.',
  })
  async assignDocument(
    @Arg('input', () => AssignDocumentInput, { description: 'Which document, to whom, for what.' }) given: AssignDocumentInput,
    @Arg('idempotencyKey', () => ID, { description: idempotencyKeyDescription }) idempotencyKey: string,
    @Ctx() context: OfficeContext,
  ): Promise<AssignDocumentPayload> {
    const { document: documentId, dueOn = null, comment = null, ...to } = check('input', AssignDocumentForm, given);
    const key = check('idempotencyKey', IdempotencyKey, idempotencyKey);
    const { source, number, direction } = await changeable(context, documentId);
    await source.assign({ ...to, number, direction, dueOn, comment }, requestKeyOf(context.caller, 'assignDocument', key));
    // What was read before the change is not what stands there now.
    context.documents.clear(documentId);
    context.steps.clear(documentId);
    return { documentId };
  }

  @FieldResolver(() => Document, { nullable: true, description: 'The document as it stands after the assignment.' })
  document(@Root() { documentId }: AssignDocumentPayload, @Ctx() { documents }: OfficeContext): Promise<Document | null> {
    return documents.load(documentId);
  }
}

/** The document, where the caller may change it. What its id shows to be out of reach is refused before anything is fetched. */
async function changeable({ caller, sources, documents }: OfficeContext, id: string) {
  const { source: sourceId, number } = partsOf(id)!;
  const source = sources.offices.find(({ config }) => config.id === sourceId);
  if (!source) throw new HubError('NOT_FOUND');
  const agencies = readableAgencies(caller, source, write);
  if (agencies?.every((agency) => source.registers.jurisdictionOf(agency) === null)) throw new HubError('FORBIDDEN');
  const document = await documents.load(id);
  if (document === null || !mayChange(caller, document)) throw new HubError('NOT_FOUND');
  return { source, number, direction: document.direction };
}
