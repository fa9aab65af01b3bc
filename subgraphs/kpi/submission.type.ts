import { Field, Float, ID, InputType, ObjectType } from 'type-graphql';
import { z } from 'zod';
import { JurisdictionSlug } from '../../schema/check.js';
import { LocalDate } from '../../schema/scalars.js';
import { TypeScopes } from '../../schema/scopes.js';
import { IndicatorObservation } from './observation.type.js';
import { PeriodName } from './report-period.js';

@InputType({ description: 'An actual to hand in: of which indicator, city and period.' })
export class SubmitIndicatorValueInput {
  @Field(() => ID, { description: 'Code of the indicator: `CQS.VANBAN.KYSO`.' })
  indicator!: string;

  @Field(() => String, { description: 'Slug of the city: `vinh`.' })
  jurisdiction!: string;

  @Field(() => String, { description: 'A year, a quarter or a month: `2026`, `2026-Q2`, `2026-05`.' })
  period!: string;

  @Field(() => Float, { description: 'The figure, in the indicator’s unit; `%` runs from 0 to 100.' })
  value!: number;

  @Field(() => Float, { nullable: true, description: 'Numerator of a ratio (tử số); goes with the denominator.' })
  numerator?: number | null;

  @Field(() => Float, { nullable: true, description: 'Denominator of a ratio (mẫu số), above 0; goes with the numerator.' })
  denominator?: number | null;

  @Field(() => LocalDate, { description: 'Day the figure is of (tính đến): in the period or after it, and not yet to come.' })
  asOf!: string;
}

/** What a SubmitIndicatorValueInput must look like. */
export const SubmitIndicatorValueForm = z
  .object({
    indicator: z.string().regex(/^[A-Z0-9][A-Z0-9._-]{0,59}$/, 'an indicator code reads like CQS.VANBAN.KYSO'),
    jurisdiction: JurisdictionSlug,
    period: PeriodName,
    value: z.number(),
    numerator: z.number().nullish(),
    denominator: z.number().positive('a denominator is above 0').nullish(),
    asOf: z.iso.date('a date reads yyyy-MM-dd'),
  })
  .refine(({ numerator, denominator }) => isGiven(numerator) || !isGiven(denominator), {
    path: ['numerator'],
    message: 'a denominator goes with its numerator',
  })
  .refine(({ numerator, denominator }) => isGiven(denominator) || !isGiven(numerator), {
    path: ['denominator'],
    message: 'a numerator goes with its denominator',
  });

const isGiven = (value: number | null | undefined) => value !== null && value !== undefined;

@TypeScopes('kpi:write')
@ObjectType({ description: 'What became of a submission.' })
export class SubmitIndicatorValuePayload {
  @Field(() => IndicatorObservation, {
    nullable: true,
    description: 'The figure as the reporting system has taken it down: sent, and not yet approved.',
  })
  observation!: IndicatorObservation | null;
}
