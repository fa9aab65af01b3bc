import { Directive, Field, ID, ObjectType } from 'type-graphql';

@Directive('@key(fields: "id")')
@ObjectType('Agency', { description: 'A state agency (cơ quan) by its identifier of QĐ 20/2020/QĐ-TTg.' })
export class Agency {
  @Field(() => ID, { description: 'Root-first identifier: `H41.17`.' })
  id!: string;
}

@Directive('@key(fields: "code")')
@ObjectType('Dossier', { description: 'An application a citizen or business made (hồ sơ), by its dossier code.' })
export class Dossier {
  @Field(() => ID, { description: 'Dossier code (mã hồ sơ): `H41.17-260609-0012`.' })
  code!: string;
}

@Directive('@key(fields: "slug")')
@ObjectType('Jurisdiction', {
  description: 'A city or town the hub serves (đô thị): a dated set of administrative units, since 2025 no longer a unit itself.',
})
export class Jurisdiction {
  @Field(() => String, { description: 'Stable name: `vinh`, `dong-ha`, …' })
  slug!: string;
}
