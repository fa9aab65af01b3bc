import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { LocalDate } from '../../schema/scalars.js';
import { TypeScopes } from '../../schema/scopes.js';

export enum DataQualityCode {
  STATED_RATIO_DIFFERS = 'STATED_RATIO_DIFFERS',
  SOURCES_CONTRADICT = 'SOURCES_CONTRADICT',
  PART_EXCEEDS_WHOLE = 'PART_EXCEEDS_WHOLE',
  PARTS_DO_NOT_ADD_UP = 'PARTS_DO_NOT_ADD_UP',
  TARGETS_EXCEED_WHOLE = 'TARGETS_EXCEED_WHOLE',
  STALE_ACTUAL = 'STALE_ACTUAL',
  MISSING_ACTUAL = 'MISSING_ACTUAL',
}
registerEnumType(DataQualityCode, {
  name: 'DataQualityCode',
  description: 'What is doubtful about figures; each is found by calculation, not written by hand.',
  valuesConfig: {
    STATED_RATIO_DIFFERS: { description: 'A percentage as stated is not its numerator divided by its denominator.' },
    SOURCES_CONTRADICT: { description: 'The same thing is given differently in different places.' },
    PART_EXCEEDS_WHOLE: { description: 'A part is larger than the whole it is counted from.' },
    PARTS_DO_NOT_ADD_UP: { description: 'Parts do not add up to their total.' },
    TARGETS_EXCEED_WHOLE: {
      description: 'Targets for shares of one whole add up to more than 100 %, so target and actual may count differently.',
    },
    STALE_ACTUAL: { description: 'The actual is more than a year older than what it is compared with.' },
    MISSING_ACTUAL: { description: 'There is a target, but no actual to compare.' },
  },
});

@TypeScopes('kpi:read')
@ObjectType({ description: 'A place in a document (văn bản) where a figure or a citation stands.' })
export class CitedDocument {
  @Field(() => String, { nullable: true, description: 'Number and notation (số ký hiệu): `54/KH-UBND`; null where it has none.' })
  number!: string | null;

  @Field(() => LocalDate, { nullable: true, description: 'Day of issue, as given there; null where none is.' })
  issuedOn!: string | null;

  @Field(() => String, { description: 'Subject (trích yếu).' })
  title!: string;

  @Field(() => String, { description: 'Where it stands: the text and the paragraph, in Vietnamese.' })
  place!: string;

  /** Citations of one act share it. */
  matter!: string | null;
}

@TypeScopes('kpi:read')
@ObjectType({ description: 'A doubt about figures (ghi chú chất lượng dữ liệu): nothing is picked quietly.' })
export class DataQualityNote {
  @Field(() => DataQualityCode, { description: 'Kind of doubt.' })
  code!: DataQualityCode;

  @Field(() => String, { description: 'The doubt in plain English, with all figures concerned.' })
  message!: string;

  @Field(() => [String], { description: 'Where the figures concerned stand, as citations, each once.' })
  sourceDocuments!: string[];

  @Field(() => [CitedDocument], { description: 'The same, part by part.' })
  citations!: CitedDocument[];
}
