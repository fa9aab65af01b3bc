import type { CitedDocument, DataQualityCode, DataQualityNote } from '../data-quality.type.js';
import type { IndicatorObservation } from '../observation.type.js';

/** A note that cites the documents of `observations`. */
export const noteOf = (code: DataQualityCode, message: string, observations: readonly IndicatorObservation[]): DataQualityNote =>
  noteCiting(
    code,
    message,
    observations.map(({ sourceDocument }) => sourceDocument).filter((cited) => cited !== null),
  );

export function noteCiting(code: DataQualityCode, message: string, cited: readonly CitedDocument[]): DataQualityNote {
  const byText = new Map(cited.map((citation) => [citationOf(citation), citation]));
  return { code, message, sourceDocuments: [...byText.keys()], citations: [...byText.values()] };
}

/** `54/KH-UBND (2021-03-15): mục IV.3`; by its title where a document has no number. */
function citationOf({ number, issuedOn, title, place }: CitedDocument): string {
  return `${number ?? title}${issuedOn === null ? '' : ` (${issuedOn})`}: ${place}`;
}
