import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { check, First } from '../../schema/check.js';
import { HealthAllergy } from './allergy.type.js';
import type { HealthContext } from './context.js';
import { HealthEncounter } from './encounter.type.js';
import { HealthImmunization } from './immunization.type.js';
import { HealthMedication } from './medication.type.js';
import { HealthObservation } from './observation.type.js';
import { HealthProblem } from './problem.type.js';
import { HealthRecord } from './record.type.js';

type Rows<T> = Promise<readonly T[]>;

/** The sections of a record: read only where asked for, and together. */
@Resolver(() => HealthRecord)
export class HealthRecordResolver {
  @FieldResolver(() => [HealthProblem], { nullable: true, description: 'Problems and diagnoses, newest first.' })
  problems(@Root() record: HealthRecord, @Ctx() { section }: HealthContext): Rows<HealthProblem> {
    return section(record, 'problems');
  }

  @FieldResolver(() => [HealthAllergy], { nullable: true, description: 'Allergies and intolerances (dị ứng), newest first.' })
  allergies(@Root() record: HealthRecord, @Ctx() { section }: HealthContext): Rows<HealthAllergy> {
    return section(record, 'allergies');
  }

  @FieldResolver(() => [HealthMedication], { nullable: true, description: 'Prescribed medications (thuốc), newest first.' })
  medications(@Root() record: HealthRecord, @Ctx() { section }: HealthContext): Rows<HealthMedication> {
    return section(record, 'medications');
  }

  @FieldResolver(() => [HealthImmunization], { nullable: true, description: 'Vaccinations (tiêm chủng), newest first.' })
  immunizations(@Root() record: HealthRecord, @Ctx() { section }: HealthContext): Rows<HealthImmunization> {
    return section(record, 'immunizations');
  }

  @FieldResolver(() => [HealthEncounter], {
    nullable: true,
    description: 'Visits and stays (lượt khám chữa bệnh), newest first.',
  })
  encounters(@Root() record: HealthRecord, @Ctx() { section }: HealthContext): Rows<HealthEncounter> {
    return section(record, 'encounters');
  }

  @FieldResolver(() => [HealthObservation], { nullable: true, description: 'The last measurements and findings, newest first.' })
  observations(
    @Root() record: HealthRecord,
    @Arg('last', () => Int, { defaultValue: 20, description: 'How many, 1 to 100.' }) last: number,
    @Ctx() { section }: HealthContext,
  ): Rows<HealthObservation> {
    return section(record, 'observations', check('last', First, last));
  }
}
