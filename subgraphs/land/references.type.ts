import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { LocalDate } from '../../schema/scalars.js';

@Directive('@key(fields: "slug")')
@ObjectType({
  description: 'A city or town the hub serves (đô thị): a dated set of administrative units, since 2025 no longer a unit itself.',
})
export class Jurisdiction {
  @Field(() => String, { description: 'Stable name: `vinh`, `dong-ha`, …' })
  slug!: string;
}

@Directive('@key(fields: "code validFrom")')
@ObjectType({ description: 'An administrative unit (đơn vị hành chính) as it stood in one period.' })
export class AdminUnit {
  @Field(() => String, { description: 'Official code: 2 digits for a province, 5 for a commune.' })
  code!: string;

  @Field(() => LocalDate, {
    description: 'First day it stood in this form; codes were reused, so the code alone is ambiguous.',
  })
  validFrom!: string;
}

@Directive('@key(fields: "personalId")')
@ObjectType({
  description: 'A person, known to the hub only by the personal identifier that joins their records (số định danh cá nhân).',
})
export class Person {
  @Field(() => ID, { description: '12-digit personal identifier.' })
  personalId!: string;
}
