import { EdxmlMessage, EdxmlStatus } from './edxml-shapes.js';
import { badData, shaped } from './shaped.js';
import { childrenOf, descend, parseTree, textOf, type EdxmlLimits, type XmlElement } from './edxml-tree.js';

export type { EdxmlMessage, EdxmlStatus } from './edxml-shapes.js';
export type { EdxmlLimits } from './edxml-tree.js';

/** Reads a document's message; anything that is not one is SOURCE_BAD_DATA. Attachments come as metadata only. */
export function parseEdxmlMessage(bytes: Uint8Array, limits: EdxmlLimits): EdxmlMessage {
  const { root, envelope, header } = open(bytes, limits);
  const message = descend(header, 'MessageHeader');
  const traces = descend(header, 'TraceHeaderList');
  const parts = {
    documentId: textOf(message, 'DocumentId') ?? composedId(message),
    from: partyOf(descend(message, 'From')),
    to: childrenOf(message, 'To').map(partyOf),
    codeNumber: textOf(message, 'Code', 'CodeNumber'),
    codeNotation: textOf(message, 'Code', 'CodeNotation'),
    place: textOf(message, 'PromulgationInfo', 'Place'),
    promulgatedOn: textOf(message, 'PromulgationInfo', 'PromulgationDate'),
    documentType: textOf(message, 'DocumentType', 'TypeName'),
    subject: textOf(message, 'Subject'),
    signer: signerOf(descend(message, 'SignerInfo')),
    dueOn: textOf(message, 'DueDate'),
    toPlaces: childrenOf(descend(message, 'ToPlaces'), 'Place').flatMap((place) => textOf(place) ?? []),
    priority: textOf(message, 'OtherInfo', 'Priority'),
    steeringType: textOf(message, 'SteeringType'),
    // The standard's own spelling, and the right one.
    businessType: textOf(traces, 'Bussiness', 'BussinessDocType') ?? textOf(traces, 'Business', 'BusinessDocType'),
    pages: textOf(message, 'OtherInfo', 'PageAmount'),
    responseFor: childrenOf(message, 'ResponseFor').map(responseOf),
    attachments: [...new Set([root, envelope])].flatMap(attachmentsOf),
  };
  return shaped(parts, EdxmlMessage, limits.source);
}

/** Reads a status message; anything that is not one is SOURCE_BAD_DATA. */
export function parseEdxmlStatus(bytes: Uint8Array, limits: EdxmlLimits): EdxmlStatus {
  const { header } = open(bytes, limits);
  const status = descend(header, 'Status') ?? descend(header, 'MessageHeader');
  const answered = responseOf(descend(status, 'ResponseFor'));
  const parts = {
    documentId: answered.documentId ?? triple(answered.organId, answered.promulgatedOn, answered.code),
    from: partyOf(descend(status, 'From')),
    statusCode: textOf(status, 'StatusCode'),
    description: textOf(status, 'Description'),
    at: textOf(status, 'Timestamp'),
  };
  return shaped(parts, EdxmlStatus, limits.source);
}

// Status messages also travel in a SOAP envelope, whose header is just `Header`.
function open(bytes: Uint8Array, limits: EdxmlLimits) {
  const root = parseTree(bytes, limits);
  const envelope = /^(edXML)?Envelope$/.test(root.name) ? root : (descend(root, 'edXMLEnvelope') ?? descend(root, 'Envelope'));
  const header = descend(envelope, 'edXMLHeader') ?? descend(envelope, 'Header');
  if (header) return { root, envelope, header };
  throw badData(limits.source, 'no edXML header');
}

const partyOf = (party: XmlElement | undefined) => ({
  organId: textOf(party, 'OrganId'),
  organName: textOf(party, 'OrganName'),
});

const signerOf = (signer: XmlElement | undefined) => ({
  fullName: textOf(signer, 'FullName'),
  position: textOf(signer, 'Position'),
  competence: textOf(signer, 'Competence'),
});

const responseOf = (response: XmlElement | undefined) => ({
  organId: textOf(response, 'OrganId'),
  code: textOf(response, 'Code') ?? codeOf(descend(response, 'Code')),
  promulgatedOn: textOf(response, 'PromulgationDate'),
  documentId: textOf(response, 'DocumentId'),
});

function attachmentsOf(holder: XmlElement | undefined) {
  return childrenOf(holder, 'AttachmentEncoded')
    .flatMap((encoded) => childrenOf(encoded, 'Attachment'))
    .map((attachment) => ({
      contentId: textOf(attachment, 'ContentId'),
      name: textOf(attachment, 'AttachmentName'),
      contentType: textOf(attachment, 'ContentType'),
      sizeBytes: decodedSize(textOf(attachment, 'ContentTransferEncoded') ?? ''),
    }));
}

/** Bytes that base64 text stands for, without decoding it. */
function decodedSize(base64: string): number {
  const digits = base64.replace(/[\s=]+/g, '').length;
  return Math.floor((digits * 3) / 4);
}

/** `7816/VPCP-TTĐT` from its number and notation, which some vendors write with the number already in it. */
function codeOf(code: XmlElement | undefined): string | null {
  const number = textOf(code, 'CodeNumber');
  const notation = textOf(code, 'CodeNotation');
  if (number === null || notation === null) return notation;
  return notation.startsWith(`${number}/`) ? notation : `${number}/${notation}`;
}

const composedId = (message: XmlElement | undefined) =>
  triple(
    textOf(message, 'From', 'OrganId'),
    textOf(message, 'PromulgationInfo', 'PromulgationDate'),
    codeOf(descend(message, 'Code')),
  );

/** A document's id in its older form: `000.00.00.G22,2015/09/30,7816/VPCP-TTĐT`. */
const triple = (organ: string | null, date: string | null, code: string | null) =>
  organ && date && code ? `${organ},${date},${code}` : null;
