import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import { HubError } from '../../core/errors.js';
import { check } from '../../schema/check.js';
import { IdempotencyKey, idempotencyKeyDescription, requestKeyOf } from '../../schema/idempotency-key.js';
import { requireJurisdiction } from '../../schema/rows.js';
import { Scopes } from '../../schema/scopes.js';
import type { KpiContext } from './context.js';
import { periodOf } from './report-period.js';
import { SubmitIndicatorValueForm, SubmitIndicatorValueInput, SubmitIndicatorValuePayload } from './submission.type.js';

const write = 'kpi:write';

@Resolver()
export class SubmissionResolver {
  @Scopes(write)
  @Mutation(() => SubmitIndicatorValuePayload, {
    nullable: true,
    description: 'Hands in an actual of an indicator for one of the caller’s cities (số liệu báo cáo), to the reporting system.',
  })
  async submitIndicatorValue(
    @Arg('input', () => SubmitIndicatorValueInput, { description: 'Which figure, of what.' }) given: SubmitIndicatorValueInput,
    @Arg('idempotencyKey', () => ID, { description: idempotencyKeyDescription }) idempotencyKey: string,
    @Ctx() context: KpiContext,
  ): Promise<SubmitIndicatorValuePayload> {
    const input = check('input', SubmitIndicatorValueForm, given);
    const key = check('idempotencyKey', IdempotencyKey, idempotencyKey);
    const { indicator: code, jurisdiction: slug, value, numerator = null, denominator = null, asOf } = input;
    const period = periodOf(input.period);
    requireDay(asOf, period.start, context.today);
    requireJurisdiction(context.caller, write, slug);
    const { source, area } = await changeable(context, slug, code);
    const figure = { code, area, period, value, numerator, denominator, asOf };
    const observation = await source.submit(figure, requestKeyOf(context.caller, 'submitIndicatorValue', key));
    // What was read before the change is not what stands there now.
    context.observations.clearAll();
    context.scorecards.clearAll();
    return { observation };
  }
}

function requireDay(asOf: string, first: string, today: string): void {
  if (asOf >= first && asOf <= today) return;
  const message = 'Argument "input.asOf": the day of a figure is in its period or after it, and not yet to come.';
  throw new HubError('BAD_USER_INPUT', message, { argument: 'input.asOf' });
}

/** The system that reports for the city, where its catalogue lists the indicator. */
async function changeable({ reachable }: KpiContext, slug: string, code: string) {
  const source = reachable.find(({ areas }) => areas.of(slug) !== null);
  if (!source) throw new HubError('NOT_FOUND');
  const listed = (await source.indicators()).some((indicator) => indicator.code === code);
  if (!listed) throw new HubError('NOT_FOUND');
  return { source, area: source.areas.of(slug)! };
}
