import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { z } from 'zod';
import { check, ProcedureCode } from '../../schema/check.js';
import { connectionOf, type Page } from '../../schema/connection.js';
import { pageOver } from '../../schema/paging.js';
import { Scopes } from '../../schema/scopes.js';
import type { PublicServicesContext } from './context.js';
import { findProcedure, readCatalogues } from './procedure-catalogue.js';
import { Procedure, ProcedureFee, type ProcedureDetail, type ProcedureRecord } from './procedure.type.js';

const ProcedureConnection = connectionOf<Procedure>(() => Procedure, 'Procedure');
const Search = z.string().max(200).describe('a search text has at most 200 characters').nullish();

@Resolver(() => Procedure)
export class ProcedureResolver {
  @Scopes('public-services:read')
  @Query(() => Procedure, { nullable: true, description: 'One procedure (thủ tục) by its national code.' })
  async procedure(
    @Arg('code', () => ID, { description: 'National procedure code: `1.001612`.' }) code: string,
    @Ctx() context: PublicServicesContext,
  ): Promise<Procedure | null> {
    return findProcedure(context, check('code', ProcedureCode, code));
  }

  @Scopes('public-services:read')
  @Query(() => ProcedureConnection, {
    nullable: true,
    description: 'Procedures of the catalogues within reach, by code; one that several sources list stands once.',
  })
  async procedures(
    @Arg('first', () => Int, { description: 'How many, 1 to 100.' }) first: number,
    @Ctx() context: PublicServicesContext,
    @Arg('search', () => String, {
      nullable: true,
      description: 'Part of the name or of the code; diacritics and capitals do not matter.',
    })
    search?: string | null,
    @Arg('after', () => String, { nullable: true, description: 'Cursor to go on from.' }) after?: string | null,
  ): Promise<Page<Procedure>> {
    return pageOver(await readCatalogues(context, check('search', Search, search) ?? ''), { first, after });
  }

  @FieldResolver(() => Int, { nullable: true, description: 'Working days it may take (thời hạn giải quyết).' })
  async processingDays(@Root() procedure: ProcedureRecord, @Ctx() context: PublicServicesContext): Promise<number | null> {
    return (await detailOf(procedure, context))?.processingDays ?? null;
  }

  @FieldResolver(() => [ProcedureFee], { nullable: true, description: 'Fees and charges (phí, lệ phí) it provides for.' })
  async fees(@Root() procedure: ProcedureRecord, @Ctx() context: PublicServicesContext): Promise<ProcedureFee[] | null> {
    const detail = await detailOf(procedure, context);
    return detail && [...detail.fees];
  }
}

async function detailOf(
  { code, detail, provenance }: ProcedureRecord,
  { igates }: PublicServicesContext,
): Promise<ProcedureDetail | null> {
  if (detail) return detail;
  const owner = igates.find(({ igate }) => igate.source.id === provenance.source);
  return (await owner?.procedures())?.get(code)?.procedure.detail ?? null;
}
