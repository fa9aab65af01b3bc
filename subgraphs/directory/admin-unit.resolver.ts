import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { AdminUnitCode, check, ProvinceCode } from '../../schema/check.js';
import { connectionOf, type Page } from '../../schema/connection.js';
import { Provenance } from '../../schema/provenance.js';
import { Public } from '../../schema/rules.js';
import { LocalDate } from '../../schema/scalars.js';
import { Scopes } from '../../schema/scopes.js';
import { AdminUnit, AdminUnitLevel } from './admin-unit.type.js';
import { Agency } from './agency.type.js';
import { dayFrom, optional, pageOfRows, searchWords } from './arguments.js';
import { type DirectoryContext, directoryProvenance } from './context.js';
import { holdsWords } from './search.js';
import { Jurisdiction } from './jurisdiction.type.js';
import { dayBefore, reform, stoodOn } from './periods.js';

const AdminUnitConnection = connectionOf(() => AdminUnit, 'AdminUnit');
const codeText = 'Official code: 2 digits for a province, 3 for a former district, 5 for a commune.';
const onText = 'The day to look at; today if omitted. The tables know two forms: until 30 June 2025 and since.';

@Resolver(() => AdminUnit)
export class AdminUnitResolver {
  @Scopes('directory:read')
  @Query(() => AdminUnit, {
    nullable: true,
    description: 'The administrative unit that bore a code on a day; null when none did.',
  })
  adminUnit(
    @Arg('code', () => String, { description: codeText }) code: string,
    @Arg('on', () => LocalDate, { nullable: true, description: onText }) on: string | null,
    @Ctx() { directory, today }: DirectoryContext,
  ): AdminUnit | null {
    return directory.unitOn(check('code', AdminUnitCode, code), dayFrom('on', on, today));
  }

  @Scopes('directory:read')
  @Query(() => AdminUnitConnection, {
    nullable: true,
    description: 'Administrative units by name, level and province, sorted by name without diacritics.',
  })
  async adminUnits(
    @Arg('search', () => String, {
      nullable: true,
      description: 'Words of the name, with or without diacritics, in any order: `truong vinh`.',
    })
    search: string | null,
    @Arg('level', () => AdminUnitLevel, { nullable: true, description: 'Only units of this level.' })
    level: AdminUnitLevel | null,
    @Arg('province', () => String, { nullable: true, description: 'Only units of the province with this code on that day.' })
    province: string | null,
    @Arg('on', () => LocalDate, { nullable: true, description: onText }) on: string | null,
    @Arg('first', () => Int, { description: 'How many, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Where the previous page ended.' }) after: string | null,
    @Ctx() { directory, today }: DirectoryContext,
  ): Promise<Page<AdminUnit>> {
    const words = searchWords(search);
    const day = dayFrom('on', on, today);
    const code = optional('province', ProvinceCode, province);
    const matches = (unit: AdminUnit) =>
      stoodOn(unit, day) &&
      (!level || unit.level === level) &&
      (code === null || (unit.provinceCode ?? unit.code) === code) &&
      holdsWords(unit.folded, words);
    return pageOfRows(directory.units.filter(matches), first, after);
  }

  @Scopes('directory:read')
  @Query(() => [AdminUnit], {
    nullable: true,
    description: 'What a former unit became: several where it was divided, none while it stands; null for an unknown code.',
  })
  adminUnitSuccessors(
    @Arg('code', () => String, { description: codeText }) code: string,
    @Arg('before', () => LocalDate, {
      nullable: true,
      description: 'Codes were reused: the unit that bore it the day before this one, 2025-07-01 if omitted.',
    })
    before: string | null,
    @Ctx() { directory }: DirectoryContext,
  ): AdminUnit[] | null {
    const unit = directory.unitOn(check('code', AdminUnitCode, code), dayBefore(dayFrom('before', before, reform)));
    return unit && directory.unitsOf(unit.successorKeys);
  }

  @Public()
  @FieldResolver(() => AdminUnit, { nullable: true, description: 'Its province in the same period; null for a province.' })
  province(@Root() { provinceCode, validFrom }: AdminUnit, @Ctx() { directory }: DirectoryContext): AdminUnit | null {
    return provinceCode === null ? null : directory.unit(provinceCode, validFrom);
  }

  @Public()
  @FieldResolver(() => [AdminUnit], { nullable: true, description: 'The units its territory went to; empty while it stands.' })
  successors(@Root() { successorKeys }: AdminUnit, @Ctx() { directory }: DirectoryContext): AdminUnit[] {
    return directory.unitsOf(successorKeys);
  }

  @Public()
  @FieldResolver(() => [AdminUnit], { nullable: true, description: 'The former units it was made of, whole or in part.' })
  predecessors(@Root() { predecessorKeys }: AdminUnit, @Ctx() { directory }: DirectoryContext): AdminUnit[] {
    return directory.unitsOf(predecessorKeys);
  }

  @Public()
  @FieldResolver(() => Jurisdiction, { nullable: true, description: 'The city or town it belongs to, if the hub serves it.' })
  jurisdiction(@Root() unit: AdminUnit, @Ctx() { directory }: DirectoryContext): Jurisdiction | null {
    return directory.jurisdictionOf(unit);
  }

  @Public()
  @FieldResolver(() => Agency, {
    nullable: true,
    description: "Its people's committee (UBND), if the directory holds it; null for units that no longer stand.",
  })
  agency(@Root() unit: AdminUnit, @Ctx() { directory }: DirectoryContext): Agency | null {
    return directory.agencyOf(unit);
  }

  @FieldResolver(() => Provenance, { nullable: true, description: 'Where this came from.' })
  provenance(@Root() unit: AdminUnit, @Ctx() { directory }: DirectoryContext): Provenance {
    return directoryProvenance(directory, directory.jurisdictionOf(unit)?.slug ?? null);
  }
}
