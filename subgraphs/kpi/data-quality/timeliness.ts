import { DataQualityCode, type DataQualityNote } from '../data-quality.type.js';
import type { IndicatorObservation } from '../observation.type.js';
import { sayFigure } from './figures.js';
import { noteOf } from './note.js';

const staleAfterMonths = 12;

/** Whether a target has an actual to be compared with, and one that is recent: `until` is the end of the year, or today before that. */
export function timelinessNotes(
  target: IndicatorObservation | null,
  actual: IndicatorObservation | null,
  until: string,
): DataQualityNote[] {
  if (!target) return [];
  if (!actual) {
    const message = `There is a target of ${sayFigure(target)}, but no actual up to ${until}.`;
    return [noteOf(DataQualityCode.MISSING_ACTUAL, message, [target])];
  }
  const months = monthsBetween(actual.asOf, until);
  if (months <= staleAfterMonths) return [];
  const message = `The latest actual, ${sayFigure(actual)}, is of ${actual.asOf}: ${months} months before ${until}.`;
  return [noteOf(DataQualityCode.STALE_ACTUAL, message, [actual])];
}

/** Whole months from one day to another. */
function monthsBetween(from: string, to: string): number {
  const [year = 0, month = 0, day = 0] = from.split('-').map(Number);
  const [toYear = 0, toMonth = 0, toDay = 0] = to.split('-').map(Number);
  return (toYear - year) * 12 + (toMonth - month) - (toDay < day ? 1 : 0);
}
