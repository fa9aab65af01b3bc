import { Arg, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql';
import { HubError } from '../../core/errors.js';
import { check } from '../../schema/check.js';
import { issuesCode } from '../../schema/dossier-code.js';
import { IdempotencyKey, idempotencyKeyDescription, requestKeyOf } from '../../schema/idempotency-key.js';
import { Scopes } from '../../schema/scopes.js';
import type { PublicServicesContext } from './context.js';
import { mayChange, requireDossierCode } from './dossier-rights.js';
import { findDossier } from './dossier.resolver.js';
import { Dossier } from './dossier.type.js';
import { NoteDossierProgressForm, NoteDossierProgressInput, NoteDossierProgressPayload } from './progress.type.js';

const write = 'public-services:write';

@Resolver(() => NoteDossierProgressPayload)
export class ProgressResolver {
  @Scopes(write)
  @Mutation(() => NoteDossierProgressPayload, {
    nullable: true,
    description: 'Notes progress on a dossier of the caller’s own agency, as a step of its handling (ghi nhận tiến độ).',
  })
  async noteDossierProgress(
    @Arg('input', () => NoteDossierProgressInput, { description: 'What was done on which dossier.' })
    given: NoteDossierProgressInput,
    @Arg('idempotencyKey', () => ID, { description: idempotencyKeyDescription }) idempotencyKey: string,
    @Ctx() context: PublicServicesContext,
  ): Promise<NoteDossierProgressPayload> {
    const { dossier: code, step, note } = check('input', NoteDossierProgressForm, given);
    const key = check('idempotencyKey', IdempotencyKey, idempotencyKey);
    const { owner, dossier } = await changeable(context, code);
    await owner.igate.noteProgress({ dossier, step, note }, requestKeyOf(context.caller, 'noteDossierProgress', key));
    // What was read before the change is not what stands there now.
    owner.dossiers.clear(code);
    return { code };
  }

  @FieldResolver(() => Dossier, { nullable: true, description: 'The dossier as it stands after the note.' })
  dossier(@Root() { code }: NoteDossierProgressPayload, @Ctx() context: PublicServicesContext): Promise<Dossier | null> {
    return findDossier(context, code);
  }
}

/** The dossier, where the caller may change it. What its code shows to be out of reach is refused before anything is fetched. */
async function changeable(context: PublicServicesContext, code: string) {
  const owner = context.igates.find(({ igate }) => issuesCode(igate.source, code));
  if (!owner) throw new HubError('NOT_FOUND');
  requireDossierCode(context.caller, owner.igate, code, write);
  const dossier = await findDossier(context, code);
  if (dossier === null || !mayChange(context.caller, dossier)) throw new HubError('NOT_FOUND');
  return { owner, dossier };
}
