import { createHash } from 'node:crypto';
import type { World, WorldAgency, WorldDocument } from '../../world/types.js';

/** The ways real messages are broken, as measured on vendors' samples. */
export type Malformation = 'junk-before-declaration' | 'unbound-xlink' | 'attachment-outside' | 'unprefixed-attachment';

const kinds: readonly Malformation[] = [
  'junk-before-declaration',
  'unbound-xlink',
  'attachment-outside',
  'unprefixed-attachment',
];

/** Which malformation a message with this id has; most have none, and a message always has the same one. */
export function malformationOf(id: string): Malformation | null {
  const byte = createHash('sha1').update(id).digest()[0]!;
  return byte < 128 ? (kinds[byte % 16] ?? null) : null;
}

const escape = (text: string) =>
  text.replace(/[<>&"]/g, (sign) => ({ '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;' })[sign]!);
const tag = (name: string, text: string | number) => `<edXML:${name}>${escape(String(text))}</edXML:${name}>`;
const wrap = (name: string, ...parts: string[]) => `<edXML:${name}>${parts.join('')}</edXML:${name}>`;
const day = (iso: string) => iso.slice(0, 10).replaceAll('-', '/');
const time = (iso: string) => `${day(iso)} ${iso.slice(11, 19)}`;
const namespace = 'xmlns:edXML="http://www.mic.gov.vn/TBT/QCVN_102_2016"';

/** Writes the world's documents and their statuses as edXML (QCVN 102:2016/BTTTT). */
export function createEdxmlWriter(world: World) {
  const agencies = new Map(world.agencies.map((agency) => [agency.id, agency]));
  const party = (id: string) => partyOf(agencies.get(id), id);
  const organ = (id: string) => agencies.get(id)?.code102 ?? id;

  return {
    organ,
    message(document: WorldDocument, messageId: string): Buffer {
      const kind = malformationOf(messageId);
      const envelope =
        wrap('edXMLHeader', messageHeader(document, messageId, party), traces(document, organ(document.issuerId))) +
        wrap('edXMLBody', wrap('edXMLManifest', ...document.files.map((file, at) => reference(file.name, at, kind))));
      return assemble(envelope, attachments(document, kind), kind);
    },
    status(document: WorldDocument, messageId: string, at: number): Buffer {
      const { agencyId, code, at: instant } = document.delivery!.statuses[at]!;
      const status = wrap(
        'Status',
        wrap(
          'ResponseFor',
          tag('OrganId', organ(document.issuerId)),
          tag('Code', document.notation),
          tag('PromulgationDate', day(document.signedOn)),
          tag('DocumentId', messageId),
        ),
        wrap('From', party(agencyId)),
        tag('StatusCode', code),
        tag('Description', `Trạng thái ${code}`),
        tag('Timestamp', time(instant)),
        wrap('StaffInfo', tag('Department', 'Văn phòng'), tag('Staff', 'Văn thư'), tag('Mobile', ''), tag('Email', '')),
      );
      return assemble(wrap('edXMLHeader', status), '', malformationOf(`${messageId}/${at}`));
    },
  };
}

function partyOf(agency: WorldAgency | undefined, id: string): string {
  return (
    tag('OrganId', agency?.code102 ?? id) +
    '<edXML:OrganizationInCharge/>' +
    tag('OrganName', agency?.name ?? id) +
    '<edXML:OrganAdd/><edXML:Email/><edXML:Telephone/><edXML:Fax/><edXML:Website/>'
  );
}

function messageHeader(document: WorldDocument, messageId: string, party: (id: string) => string): string {
  const [number, ...notation] = document.notation.split('/');
  return wrap(
    'MessageHeader',
    wrap('From', party(document.issuerId)),
    ...document.recipientIds.map((id) => wrap('To', party(id))),
    wrap('Code', tag('CodeNumber', number!), tag('CodeNotation', notation.join('/'))),
    wrap('PromulgationInfo', tag('Place', 'Việt Nam'), tag('PromulgationDate', day(document.signedOn))),
    wrap('DocumentType', tag('Type', 1), tag('TypeDetail', 0), tag('TypeName', document.type)),
    tag('Subject', document.subject),
    '<edXML:Content/>',
    wrap(
      'SignerInfo',
      tag('Competence', 'KT.'),
      tag('Position', document.signer.position),
      tag('FullName', document.signer.fullName),
    ),
    document.dueOn ? tag('DueDate', day(document.dueOn)) : '<edXML:DueDate/>',
    wrap('ToPlaces', tag('Place', 'Như trên'), tag('Place', 'Lưu: VT')),
    wrap('OtherInfo', tag('Priority', document.urgency), tag('PromulgationAmount', 1), tag('PageAmount', document.pages)),
    tag('SteeringType', 1),
    tag('DocumentId', messageId),
  );
}

const traces = (document: WorldDocument, organ: string) =>
  wrap(
    'TraceHeaderList',
    wrap('TraceHeader', tag('OrganId', organ), tag('Timestamp', time(`${document.signedOn}T08:00:00`))),
    wrap('Bussiness', tag('BussinessDocType', 0), tag('BussinessDocReason', '')),
  );

function reference(name: string, at: number, kind: Malformation | null): string {
  const bound = kind === 'unbound-xlink' ? '' : ' xmlns:xlink="http://www.w3.org/1999/xlink"';
  return `<edXML:Reference${bound} xlink:href="cid:${at}">${tag('AttachmentName', name)}</edXML:Reference>`;
}

function attachments({ files }: WorldDocument, kind: Malformation | null): string {
  if (files.length === 0) return '';
  const prefixed = files.map((file, at) =>
    wrap(
      'Attachment',
      tag('ContentId', `cid:${at}`),
      tag('AttachmentName', file.name),
      tag('ContentType', 'application/pdf'),
      // A sandbox's attachment is a token of one: the name alone, not the file.
      tag('ContentTransferEncoded', Buffer.from(file.name).toString('base64')),
    ),
  );
  const encoded = wrap('AttachmentEncoded', ...prefixed);
  return kind === 'unprefixed-attachment' ? encoded.replaceAll('edXML:', '') : encoded;
}

/** The root and the envelope. A message with its attachments outside declares the namespace on the envelope alone. */
function assemble(inEnvelope: string, attached: string, kind: Malformation | null): Buffer {
  const outside = kind === 'attachment-outside';
  const root = outside
    ? `<edXML><edXML:edXMLEnvelope ${namespace}>${inEnvelope}</edXML:edXMLEnvelope>${attached}</edXML>`
    : `<edXML:edXML ${namespace}><edXML:edXMLEnvelope>${inEnvelope}</edXML:edXMLEnvelope>${attached}</edXML:edXML>`;
  const junk = kind === 'junk-before-declaration' ? '1212' : '';
  return Buffer.from(`${junk}<?xml version="1.0" encoding="UTF-8"?>\n${root}`);
}
