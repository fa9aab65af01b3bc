import { Arg, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { check, JurisdictionSlug, ProvinceCode } from '../../schema/check.js';
import { Provenance } from '../../schema/provenance.js';
import { Public } from '../../schema/rules.js';
import { LocalDate } from '../../schema/scalars.js';
import { Scopes } from '../../schema/scopes.js';
import { AdminUnit } from './admin-unit.type.js';
import { Agency } from './agency.type.js';
import { dayFrom, optional } from './arguments.js';
import { type DirectoryContext, directoryProvenance } from './context.js';
import { Jurisdiction } from './jurisdiction.type.js';
import { reform, stoodOn } from './periods.js';

@Resolver(() => Jurisdiction)
export class JurisdictionResolver {
  @Scopes('directory:read')
  @Query(() => Jurisdiction, { nullable: true, description: 'A city or town the hub serves, by its slug.' })
  jurisdiction(
    @Arg('slug', () => String, { description: 'Its stable name: `vinh`.' }) slug: string,
    @Ctx() { directory }: DirectoryContext,
  ): Jurisdiction | null {
    return directory.jurisdiction(check('slug', JurisdictionSlug, slug));
  }

  @Scopes('directory:read')
  @Query(() => [Jurisdiction], { nullable: true, description: 'The cities and towns the hub serves.' })
  jurisdictions(
    @Arg('province', () => String, {
      nullable: true,
      description: 'Only those of the province with this code, as since July 2025: `40`.',
    })
    province: string | null,
    @Ctx() { directory }: DirectoryContext,
  ): readonly Jurisdiction[] {
    const code = optional('province', ProvinceCode, province);
    return directory.jurisdictions.filter(({ provinceCode }) => code === null || provinceCode === code);
  }

  @Public()
  @FieldResolver(() => AdminUnit, { nullable: true, description: 'The province it lies in, as since July 2025.' })
  province(@Root() { provinceCode }: Jurisdiction, @Ctx() { directory }: DirectoryContext): AdminUnit | null {
    return directory.unit(provinceCode, reform);
  }

  @Public()
  @FieldResolver(() => [AdminUnit], { nullable: true, description: 'The communes it was made of on a day.' })
  units(
    @Arg('on', () => LocalDate, {
      nullable: true,
      description: 'The day to look at; today if omitted. The tables know two forms: until 30 June 2025 and since.',
    })
    on: string | null,
    @Root() { members }: Jurisdiction,
    @Ctx() { directory, today }: DirectoryContext,
  ): AdminUnit[] {
    const day = dayFrom('on', on, today);
    return members
      .filter((member) => stoodOn(member, day))
      .flatMap(({ code, validFrom }) => directory.unit(code, validFrom) ?? []);
  }

  @Public()
  @FieldResolver(() => [Agency], { nullable: true, description: "Its agencies: the people's committees (UBND) of its communes." })
  agencies(@Root() { slug }: Jurisdiction, @Ctx() { directory }: DirectoryContext): Agency[] {
    return directory.agencies.filter(({ jurisdictionSlug }) => jurisdictionSlug === slug);
  }

  @FieldResolver(() => Provenance, { nullable: true, description: 'Where this came from.' })
  provenance(@Root() { slug }: Jurisdiction, @Ctx() { directory }: DirectoryContext): Provenance {
    return directoryProvenance(directory, slug);
  }
}
