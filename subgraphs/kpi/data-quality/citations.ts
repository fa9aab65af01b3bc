import { groupBy } from '../../../core/group-by.js';
import { DataQualityCode, type CitedDocument, type DataQualityNote } from '../data-quality.type.js';
import { noteCiting } from './note.js';

/** Acts that are cited with different days of issue, or one matter under different numbers. */
export function citationNotes(citations: readonly CitedDocument[]): DataQualityNote[] {
  return [
    ...[...groupBy(citations, ({ number }) => number)].flatMap(([number, cited]) =>
      differing(
        cited,
        ({ issuedOn }) => issuedOn,
        (dates) => `${number} is dated ${dates} in different places`,
      ),
    ),
    ...[...groupBy(citations, ({ matter }) => matter)].flatMap(([, cited]) =>
      differing(
        cited,
        ({ number }) => number,
        (numbers) => `“${cited[0]!.title}” is cited as ${numbers}: one act or two`,
      ),
    ),
  ];
}

function differing(
  cited: readonly CitedDocument[],
  of: (citation: CitedDocument) => string | null,
  say: (values: string) => string,
): DataQualityNote[] {
  const byValue = [...groupBy(cited, of)];
  if (byValue.length < 2) return [];
  const values = byValue.map(([value, where]) => `${value} (${where.map(({ place }) => place).join('; ')})`).join(' and ');
  return [noteCiting(DataQualityCode.SOURCES_CONTRADICT, `${say(values)}.`, cited)];
}
