import { Directive, Field, ID, ObjectType } from 'type-graphql';

@Directive('@key(fields: "slug")')
@ObjectType({
  description: 'A city or town the hub serves (đô thị): a dated set of administrative units, since 2025 no longer a unit itself.',
})
export class Jurisdiction {
  @Field(() => String, { description: 'Stable name: `vinh`, `dong-ha`, …' })
  slug!: string;
}

@Directive('@key(fields: "id")')
@ObjectType({ description: 'A state agency (cơ quan) by its identifier of QĐ 20/2020/QĐ-TTg.' })
export class Agency {
  @Field(() => ID, { description: 'Root-first identifier: `H41.17`.' })
  id!: string;
}

@Directive('@key(fields: "personalId")')
@ObjectType({
  description: 'A person, known to the hub only by the personal identifier that joins their records (số định danh cá nhân).',
})
export class Person {
  @Field(() => ID, { description: '12-digit personal identifier.' })
  personalId!: string;
}

@Directive('@key(fields: "code")')
@ObjectType({ description: 'A parcel of land (thửa đất), as the land register holds it.' })
export class Parcel {
  @Field(() => ID, { description: 'Issued parcel code (mã định danh thửa đất).' })
  code!: string;
}
