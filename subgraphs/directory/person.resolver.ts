import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { check, PersonalId } from '../../schema/check.js';
import { requirePerson } from '../../schema/rows.js';
import { Reveals } from '../../schema/rules.js';
import { Scopes } from '../../schema/scopes.js';
import type { DirectoryContext } from './context.js';
import { Person } from './person.type.js';

@Resolver(() => Person)
export class PersonResolver {
  @Scopes('person:read')
  @Query(() => Person, {
    nullable: true,
    description:
      'The way into one person’s records. The hub keeps no register of people: whether there is such a person, each domain says by what it holds of them.',
  })
  person(
    @Reveals('Person.personalId')
    @Arg('personalId', () => ID, { description: '12-digit personal identifier. Send it as a variable, never in a URL.' })
    personalId: string,
    @Ctx() { caller }: DirectoryContext,
  ): Person {
    const checked = check('personalId', PersonalId, personalId);
    requirePerson(caller, 'person:read', checked);
    return { personalId: checked };
  }
}
