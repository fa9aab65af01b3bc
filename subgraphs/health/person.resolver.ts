import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { check, PersonalId } from '../../schema/check.js';
import { requirePerson } from '../../schema/rows.js';
import { Reveals } from '../../schema/rules.js';
import { Scopes } from '../../schema/scopes.js';
import type { HealthContext } from './context.js';
import { Person } from './person.type.js';
import { HealthRecord } from './record.type.js';

function recordOf(personalId: string, { caller, records }: HealthContext): Promise<HealthRecord | null> {
  requirePerson(caller, 'health:read', personalId);
  return records.load(personalId);
}

@Resolver(() => Person)
export class PersonHealthResolver {
  @Scopes('health:read')
  @Query(() => HealthRecord, {
    nullable: true,
    description: 'The health record of a person; null where no source knows one, or it is beyond the caller’s reach.',
  })
  healthRecord(
    @Reveals('Person.personalId')
    @Arg('personalId', () => ID, { description: '12-digit personal identifier.' })
    personalId: string,
    @Ctx() context: HealthContext,
  ): Promise<HealthRecord | null> {
    return recordOf(check('personalId', PersonalId, personalId), context);
  }

  @Scopes('health:read')
  @FieldResolver(() => HealthRecord, {
    name: 'healthRecord',
    nullable: true,
    description: 'Their health record; null where no source knows one, or it is beyond the caller’s reach.',
  })
  recordOfPerson(@Root() { personalId }: Person, @Ctx() context: HealthContext): Promise<HealthRecord | null> | null {
    return PersonalId.safeParse(personalId).success ? recordOf(personalId, context) : null;
  }
}
