import { Directive, Field, Int, ObjectType } from 'type-graphql';
import { Public } from '../../schema/rules.js';
import { LocalDate } from '../../schema/scalars.js';

const population = {
  nullable: true,
  description: 'People who live there, as last reported (dân số); null where not reported.',
} as const;

@Directive('@key(fields: "slug")')
@ObjectType('Jurisdiction', {
  description: 'A city or town the hub serves (đô thị): a dated set of administrative units, since 2025 no longer a unit itself.',
})
export class Jurisdiction {
  @Public()
  @Field(() => String, { description: 'Stable name: `vinh`, `dong-ha`, …' })
  slug!: string;

  @Directive('@external')
  @Field(() => Int, population)
  population?: number | null;
}

@Directive('@key(fields: "code validFrom")')
@ObjectType('AdminUnit', { description: 'An administrative unit (đơn vị hành chính) as it stood in one period.' })
export class AdminUnit {
  @Public()
  @Field(() => String, { description: 'Official code: 2 digits for a province, 5 for a commune.' })
  code!: string;

  @Public()
  @Field(() => LocalDate, {
    description: 'First day it stood in this form; codes were reused, so the code alone is ambiguous.',
  })
  validFrom!: string;

  @Directive('@external')
  @Field(() => Int, population)
  population?: number | null;
}
