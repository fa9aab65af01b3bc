export const gmlType = 'application/gml+xml; version=3.2';

/** A fault with the exception code OWS Common gives it. */
export class WfsFault extends Error {
  constructor(
    readonly code:
      | 'InvalidParameterValue'
      | 'MissingParameterValue'
      | 'OperationNotSupported'
      | 'OperationParsingFailed'
      | 'OperationProcessingFailed',
    message: string,
    readonly locator?: string,
  ) {
    super(message);
  }
}

export const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

export const exceptionReport = ({ code, message, locator }: WfsFault): string =>
  '<?xml version="1.0" encoding="UTF-8"?>' +
  '<ows:ExceptionReport xmlns:ows="http://www.opengis.net/ows/1.1" version="2.0.0">' +
  `<ows:Exception exceptionCode="${code}"${locator === undefined ? '' : ` locator="${escaped(locator)}"`}>` +
  `<ows:ExceptionText>${escaped(message)}</ows:ExceptionText></ows:Exception></ows:ExceptionReport>`;
