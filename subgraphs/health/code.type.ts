import { Field, ObjectType } from 'type-graphql';
import { PersonalData } from '../../schema/rules.js';
import { TypeScopes } from '../../schema/scopes.js';

@TypeScopes('health:read')
@ObjectType({ description: 'A term of a health record: the words it was written in, and the code where it was coded.' })
export class HealthCode {
  @PersonalData('HEALTH', 'HIDE')
  @Field(() => String, { nullable: true, description: 'Code in its system: `I10`. Null for free text.' })
  code!: string | null;

  @PersonalData('HEALTH', 'HIDE')
  @Field(() => String, {
    nullable: true,
    description: 'Address of the code system: `http://hl7.org/fhir/sid/icd-10`. Null for free text.',
  })
  system!: string | null;

  @PersonalData('HEALTH', 'HIDE')
  @Field(() => String, { nullable: true, description: 'What it means, usually in Vietnamese: `Tăng huyết áp vô căn`.' })
  display!: string | null;
}
