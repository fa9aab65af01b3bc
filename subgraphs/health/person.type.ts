import { Directive, Field, ID, ObjectType } from 'type-graphql';

@Directive('@key(fields: "personalId")')
@ObjectType('Person', {
  description: 'A person, known to the hub only by the personal identifier that joins their records (số định danh cá nhân).',
})
export class Person {
  @Field(() => ID, { description: '12-digit personal identifier.' })
  personalId!: string;
}
