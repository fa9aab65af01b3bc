import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Public } from '../../schema/rules.js';
import { LocalDate } from '../../schema/scalars.js';

// Other subgraphs refer to it by key alone: what only the directory knows is null when the directory cannot answer.
@Directive('@key(fields: "id")')
@ObjectType({ description: 'A state agency (cơ quan) by its identifier of QĐ 20/2020/QĐ-TTg.' })
export class Agency {
  @Public()
  @Field(() => ID, { description: 'Root-first identifier: `H41.17`.' })
  id!: string;

  @Public()
  @Field(() => String, {
    nullable: true,
    description:
      'The older, leaf-first identifier of QCVN 102:2016/BTTTT: `000.00.17.H41`. The directory maps the two; strings do not.',
  })
  code102!: string;

  @Public()
  @Field(() => String, { nullable: true, description: 'Its name, in Vietnamese.' })
  name!: string;

  @Public()
  @Field(() => LocalDate, { nullable: true, description: 'Since when it stands in the directory in this form.' })
  validFrom!: string;

  parentId!: string | null;
  /** Slug of its jurisdiction; null for a province's own agencies. */
  jurisdictionSlug!: string | null;
  /** Code of the unit whose people's committee it is; null for departments. */
  unitCode!: string | null;
  folded!: string;
}
