import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { DataSubject, PersonalData, Public } from './rules.js';
import { LocalDate } from './scalars.js';
import { Scopes } from './scopes.js';

// The entities that several domains refer to or extend, by their keys. Each subgraph calls for a class of its own: type-graphql keeps
// fields by class, and a shared class would show one domain's fields in another's schema.

/** `Jurisdiction @key(slug)`. */
export function jurisdictionEntity() {
  @Directive('@key(fields: "slug")')
  @ObjectType('Jurisdiction', {
    description:
      'A city or town the hub serves (đô thị): a dated set of administrative units, since 2025 no longer a unit itself.',
  })
  class Jurisdiction {
    @Public()
    @Field(() => String, { description: 'Stable name: `vinh`, `dong-ha`, …' })
    slug!: string;
  }
  return Jurisdiction;
}

/** `AdminUnit @key(code validFrom)`. */
export function adminUnitEntity() {
  @Directive('@key(fields: "code validFrom")')
  @ObjectType('AdminUnit', { description: 'An administrative unit (đơn vị hành chính) as it stood in one period.' })
  class AdminUnit {
    @Public()
    @Field(() => String, { description: 'Official code: 2 digits for a province, 5 for a commune.' })
    code!: string;

    @Public()
    @Field(() => LocalDate, {
      description: 'First day it stood in this form; codes were reused, so the code alone is ambiguous.',
    })
    validFrom!: string;
  }
  return AdminUnit;
}

/** `Agency @key(id)`. */
export function agencyEntity() {
  @Directive('@key(fields: "id")')
  @ObjectType('Agency', { description: 'A state agency (cơ quan) by its identifier of QĐ 20/2020/QĐ-TTg.' })
  class Agency {
    @Public()
    @Field(() => ID, { description: 'Root-first identifier: `H41.17`.' })
    id!: string;
  }
  return Agency;
}

/** `Person @key(personalId)`. */
export function personEntity() {
  @DataSubject('personalId')
  @Directive('@key(fields: "personalId")')
  @ObjectType('Person', {
    description: 'A person, known to the hub only by the personal identifier that joins their records (số định danh cá nhân).',
  })
  class Person {
    @Scopes('person:read')
    @PersonalData('IDENTITY', 'PSEUDONYM')
    @Field(() => ID, { description: '12-digit personal identifier.' })
    personalId!: string;
  }
  return Person;
}
