import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import type { Kind } from '../../connectors/freshness/kinds.js';
import { runtimeOf } from '../../connectors/runtime.js';
import { HubError } from '../../core/errors.js';
import { check } from '../../schema/check.js';
import { Scopes } from '../../schema/scopes.js';
import { reachable, told, type SourcesContext } from './context.js';
import { SourceAnswerKind } from './enums.type.js';
import { ForgetPayload } from './forget.type.js';
import { EntityKey, SourceId } from './forms.js';

const manage = 'sources:manage';
const idDescription = 'Which source, by its name in the hub’s configuration.';

@Resolver()
export class ForgetResolver {
  @Scopes(manage)
  @Mutation(() => ForgetPayload, {
    nullable: true,
    description:
      'Forgets what is kept of a source (xóa dữ liệu lưu tạm), so that it is asked anew. Nothing changes at the source. Of processes that share no Redis, only the one that answers forgets.',
  })
  forgetSource(
    @Arg('id', () => ID, { description: idDescription }) id: string,
    @Arg('kind', () => SourceAnswerKind, { nullable: true, description: 'Only answers of this kind; all, unless given.' })
    kind: Kind | null,
    @Ctx() context: SourcesContext,
  ): Promise<ForgetPayload> {
    return forget(context, id, { kind: kind ?? undefined });
  }

  @Scopes(manage)
  @Mutation(() => ForgetPayload, {
    nullable: true,
    description:
      'Forgets what is kept of one thing (xóa lưu tạm của một đối tượng), as `forgetSource` does of all. Whether there was anything it does not say. Lists and figures are not read by the key of a thing: forget their kind.',
  })
  forgetEntity(
    @Arg('id', () => ID, { description: idDescription }) id: string,
    @Arg('kind', () => SourceAnswerKind, { description: 'What it is.' }) kind: Kind,
    @Arg('key', () => String, {
      description:
        'By what the source knows it: a dossier by its code; a document, its steps and files by the number behind the colon of its id; a delivery by its id on the axis.',
    })
    key: string,
    @Ctx() context: SourcesContext,
  ): Promise<ForgetPayload> {
    return forget(context, id, { kind, key: check('key', EntityKey, key) });
  }
}

interface What {
  readonly kind: Kind | undefined;
  readonly key?: string;
}

async function forget(context: SourcesContext, givenId: string, what: What): Promise<ForgetPayload> {
  const id = check('id', SourceId, givenId);
  const source = reachable(context, manage).find((one) => one.id === id);
  if (!source) throw new HubError('NOT_FOUND');
  const isTold = runtimeOf(source)
    .store.forget({ source: id, ...what })
    .then(
      () => true,
      () => false,
    );
  return { source: told(source, context.now()), everywhere: await isTold };
}
