import { DataQualityCode, type DataQualityNote } from '../data-quality.type.js';
import type { IndicatorObservation } from '../observation.type.js';
import { decimalsOf, sayNumber } from './figures.js';
import { noteOf } from './note.js';

// Room for what binary fractions lose.
const tiny = 1e-9;

/** Percentages as stated against their own numerators and denominators, to the decimals they are stated with. */
export function ratioNotes(observations: readonly IndicatorObservation[]): DataQualityNote[] {
  return observations.flatMap((observation) => {
    const { value, statedValue, numerator, denominator } = observation;
    if (value === null || statedValue === null || numerator === null || denominator === null) return [];
    const decimals = decimalsOf(statedValue);
    if (Math.abs(value - statedValue) <= 0.5 / 10 ** decimals + tiny) return [];
    const message =
      `Stated as ${sayNumber(statedValue)} %, but ${sayNumber(numerator)} / ${sayNumber(denominator)} = ` +
      `${value.toFixed(decimals)} %; the row uses the ratio.`;
    return [noteOf(DataQualityCode.STATED_RATIO_DIFFERS, message, [observation])];
  });
}
