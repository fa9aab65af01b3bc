import { Field, Float, Int, ObjectType } from 'type-graphql';
import { Provenance } from '../../schema/provenance.js';
import { TypeScopes } from '../../schema/scopes.js';

@TypeScopes('health:statistics')
@ObjectType({ description: 'How far electronic health records reach (độ bao phủ hồ sơ sức khỏe điện tử).' })
export class HealthStatistics {
  @Field(() => Boolean, {
    description:
      'True where there are fewer than five records, for callers who may not read them by name: count and coverage are withheld, and null.',
  })
  suppressed!: boolean;

  @Field(() => Int, {
    nullable: true,
    description:
      'Records the stations of the place manage, as the system counts them: duplicates not yet merged count each. Null where suppressed.',
  })
  recordCount!: number | null;

  @Field(() => Int, { nullable: true, description: 'People who live there, as reported (dân số); null where not known.' })
  population!: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'Records over population, 0..1 (never more, whatever the duplicates); null where suppressed, or where the population is not known.',
  })
  coverage!: number | null;

  @Field(() => Provenance, { description: 'Where the count came from, and when.' })
  provenance!: Provenance;
}
