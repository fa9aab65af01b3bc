import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { z } from 'zod';
import { AgencyId, check, JurisdictionSlug } from '../../schema/check.js';
import { connectionOf, type Page } from '../../schema/connection.js';
import { Provenance } from '../../schema/provenance.js';
import { Public } from '../../schema/rules.js';
import { Scopes } from '../../schema/scopes.js';
import { AdminUnit } from './admin-unit.type.js';
import { Agency } from './agency.type.js';
import { optional, pageOfRows, searchWords } from './arguments.js';
import { type DirectoryContext, directoryProvenance } from './context.js';
import { holdsWords } from './search.js';
import { Jurisdiction } from './jurisdiction.type.js';
import { reform } from './periods.js';

const AgencyConnection = connectionOf(() => Agency, 'Agency');
const Code102 = z
  .string()
  .regex(/^[A-Z0-9]{1,10}(\.[A-Z0-9]{1,10}){1,4}$/)
  .describe('an older agency identifier reads like 000.00.17.H41');

@Resolver(() => Agency)
export class AgencyResolver {
  @Scopes('directory:read')
  @Query(() => Agency, { nullable: true, description: 'An agency by its identifier of QĐ 20/2020/QĐ-TTg.' })
  agency(
    @Arg('id', () => ID, { description: 'Root-first identifier: `H41.17`.' }) id: string,
    @Ctx() { directory }: DirectoryContext,
  ): Agency | null {
    return directory.agency(check('id', AgencyId, id));
  }

  @Scopes('directory:read')
  @Query(() => Agency, { nullable: true, description: 'An agency by its older identifier of QCVN 102:2016/BTTTT.' })
  agencyByCode102(
    @Arg('code', () => String, { description: 'Leaf-first identifier: `000.00.17.H41`.' }) code: string,
    @Ctx() { directory }: DirectoryContext,
  ): Agency | null {
    return directory.agencyByCode102(check('code', Code102, code));
  }

  @Scopes('directory:read')
  @Query(() => AgencyConnection, { nullable: true, description: 'Agencies by name and jurisdiction, sorted by identifier.' })
  async agencies(
    @Arg('search', () => String, { nullable: true, description: 'Words of the name, with or without diacritics, in any order.' })
    search: string | null,
    @Arg('jurisdiction', () => String, { nullable: true, description: 'Only agencies of the jurisdiction with this slug.' })
    jurisdiction: string | null,
    @Arg('first', () => Int, { description: 'How many, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Where the previous page ended.' }) after: string | null,
    @Ctx() { directory }: DirectoryContext,
  ): Promise<Page<Agency>> {
    const words = searchWords(search);
    const slug = optional('jurisdiction', JurisdictionSlug, jurisdiction);
    const matches = (agency: Agency) => (slug === null || agency.jurisdictionSlug === slug) && holdsWords(agency.folded, words);
    return pageOfRows(directory.agencies.filter(matches), first, after);
  }

  @Public()
  @FieldResolver(() => Agency, { nullable: true, description: 'The agency above it.' })
  parent(@Root() { parentId }: Agency, @Ctx() { directory }: DirectoryContext): Agency | null {
    return parentId === null ? null : directory.agency(parentId);
  }

  @Public()
  @FieldResolver(() => AdminUnit, {
    nullable: true,
    description: "The unit whose people's committee (UBND) it is; null for departments (sở) and offices.",
  })
  unit(@Root() { unitCode }: Agency, @Ctx() { directory }: DirectoryContext): AdminUnit | null {
    return unitCode === null ? null : directory.unit(unitCode, reform);
  }

  @Public()
  @FieldResolver(() => Jurisdiction, {
    nullable: true,
    description: "The city or town it belongs to; null for a province's own agencies.",
  })
  jurisdiction(@Root() { jurisdictionSlug }: Agency, @Ctx() { directory }: DirectoryContext): Jurisdiction | null {
    return jurisdictionSlug === null ? null : directory.jurisdiction(jurisdictionSlug);
  }

  @FieldResolver(() => Provenance, { nullable: true, description: 'Where this came from.' })
  provenance(@Root() { jurisdictionSlug }: Agency, @Ctx() { directory }: DirectoryContext): Provenance {
    return directoryProvenance(directory, jurisdictionSlug);
  }
}
