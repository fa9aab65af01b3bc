import { describe, expect, test } from '@jest/globals';
import { parseEdxmlMessage, parseEdxmlStatus } from '../../connectors/edxml.js';
import { HubError } from '../../core/errors.js';

const limits = { source: 'axis-test', maxBytes: 200_000 };
const ns = 'xmlns:edXML="http://www.mic.gov.vn/TBT/QCVN_102_2016"';
const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';
const bytes = (text: string) => Buffer.from(text);

const header = `<edXML:edXMLHeader><edXML:MessageHeader>
  <edXML:From><edXML:OrganId>000.00.00.H41</edXML:OrganId><edXML:OrganName>UBND tỉnh Nghệ An</edXML:OrganName><edXML:Telephone>0238</edXML:Telephone></edXML:From>
  <edXML:To><edXML:OrganId>000.00.17.H41</edXML:OrganId><edXML:OrganName/></edXML:To>
  <edXML:To><edXML:OrganId>000.00.18.H41</edXML:OrganId></edXML:To>
  <edXML:Code><edXML:CodeNumber>7816</edXML:CodeNumber><edXML:CodeNotation>UBND-TĐT</edXML:CodeNotation></edXML:Code>
  <edXML:PromulgationInfo><edXML:Place>Vinh</edXML:Place><edXML:PromulgationDate>2026/06/09</edXML:PromulgationDate></edXML:PromulgationInfo>
  <edXML:DocumentType><edXML:Type>1</edXML:Type><edXML:TypeName>Công văn</edXML:TypeName></edXML:DocumentType>
  <edXML:Subject>V/v R&amp;D &#272;à Nẵng &lt;2026&gt;</edXML:Subject>
  <edXML:SignerInfo><edXML:Competence>KT.</edXML:Competence><edXML:Position>Phó Chủ tịch</edXML:Position><edXML:FullName>Lê Văn An</edXML:FullName></edXML:SignerInfo>
  <edXML:DueDate>2026/06/30</edXML:DueDate>
  <edXML:ToPlaces><edXML:Place>Như trên</edXML:Place><edXML:Place>Lưu: VT</edXML:Place></edXML:ToPlaces>
  <edXML:OtherInfo><edXML:Priority>3</edXML:Priority><edXML:PageAmount>4</edXML:PageAmount></edXML:OtherInfo>
  <edXML:SteeringType>1</edXML:SteeringType>
  %ID%
</edXML:MessageHeader><edXML:TraceHeaderList><edXML:Bussiness><edXML:BussinessDocType>2</edXML:BussinessDocType></edXML:Bussiness></edXML:TraceHeaderList></edXML:edXMLHeader>`;
const manifest = (bound: boolean) =>
  `<edXML:edXMLBody><edXML:edXMLManifest><edXML:Reference${bound ? ' xmlns:xlink="http://www.w3.org/1999/xlink"' : ''} xlink:href="cid:0"/></edXML:edXMLManifest></edXML:edXMLBody>`;
const attachment =
  '<edXML:AttachmentEncoded><edXML:Attachment><edXML:ContentId>cid:0</edXML:ContentId><edXML:AttachmentName>cv.pdf</edXML:AttachmentName><edXML:ContentType>application/pdf</edXML:ContentType><edXML:ContentTransferEncoded>aGVs\nbG8=</edXML:ContentTransferEncoded></edXML:Attachment></edXML:AttachmentEncoded>';
const documentId = '<edXML:DocumentId>2f6a-uuid</edXML:DocumentId>';
const message = ({ id = documentId, bound = true, attached = attachment } = {}) =>
  `${declaration}<edXML:edXML ${ns}><edXML:edXMLEnvelope>${header.replace('%ID%', id)}${manifest(bound)}</edXML:edXMLEnvelope>${attached}</edXML:edXML>`;

const status = (code = '03', more = '') =>
  `<edXML:Status><edXML:ResponseFor><edXML:OrganId>000.00.00.G22</edXML:OrganId><edXML:Code>7816/VPCP-TTĐT</edXML:Code><edXML:PromulgationDate>2015/09/30</edXML:PromulgationDate><edXML:DocumentId>2f6a-uuid</edXML:DocumentId></edXML:ResponseFor><edXML:From><edXML:OrganId>000.00.17.H41</edXML:OrganId></edXML:From><edXML:StatusCode>${code}</edXML:StatusCode><edXML:Description>Đã tiếp nhận</edXML:Description><edXML:Timestamp>2026/06/09 08:05:30</edXML:Timestamp><edXML:StaffInfo><edXML:Mobile>0912345678</edXML:Mobile></edXML:StaffInfo>${more}</edXML:Status>`;
const statusMessage = (inner = status()) =>
  `${declaration}<edXML:edXML ${ns}><edXML:edXMLEnvelope><edXML:edXMLHeader>${inner}</edXML:edXMLHeader></edXML:edXMLEnvelope></edXML:edXML>`;

const codeOf = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    expect(error).toBeInstanceOf(HubError);
    expect((error as HubError).extensions).toEqual(expect.objectContaining({ source: 'axis-test' }));
    return (error as HubError).code;
  }
};

describe('a message', () => {
  test('is read whole', () => {
    expect(parseEdxmlMessage(bytes(message()), limits)).toEqual({
      documentId: '2f6a-uuid',
      from: { organId: '000.00.00.H41', organName: 'UBND tỉnh Nghệ An' },
      to: [
        { organId: '000.00.17.H41', organName: null },
        { organId: '000.00.18.H41', organName: null },
      ],
      codeNumber: '7816',
      codeNotation: 'UBND-TĐT',
      place: 'Vinh',
      promulgatedOn: '2026-06-09',
      documentType: 'Công văn',
      subject: 'V/v R&D Đà Nẵng <2026>',
      signer: { fullName: 'Lê Văn An', position: 'Phó Chủ tịch', competence: 'KT.' },
      dueOn: '2026-06-30',
      toPlaces: ['Như trên', 'Lưu: VT'],
      priority: 3,
      steeringType: 1,
      businessType: 2,
      pages: 4,
      responseFor: [],
      attachments: [{ contentId: 'cid:0', name: 'cv.pdf', contentType: 'application/pdf', sizeBytes: 5 }],
    });
  });

  test('keeps no telephone of the sender', () => {
    expect(JSON.stringify(parseEdxmlMessage(bytes(message()), limits))).not.toContain('0238');
  });

  test.each([
    ['junk bytes before the declaration', `1212${message()}`],
    ['a byte order mark', `\u{FEFF}${message()}`],
    ['white space before the declaration', `\r\n  ${message()}`],
    ['no declaration at all', message().slice(declaration.length)],
    ['an xlink prefix that is never bound', message({ bound: false })],
    ['attachments without a prefix', message({ attached: attachment.replaceAll('edXML:', '') })],
    [
      'attachments outside the element that declares their prefix',
      `${declaration}<edXML><edXML:edXMLEnvelope ${ns}>${header.replace('%ID%', documentId)}${manifest(true)}</edXML:edXMLEnvelope>${attachment}</edXML>`,
    ],
    [
      'attachments inside the envelope',
      message({ attached: '' }).replace('</edXML:edXMLEnvelope>', `${attachment}</edXML:edXMLEnvelope>`),
    ],
    ['another prefix', message().replaceAll('edXML:', 'ed:')],
    ['a default namespace', message().replaceAll('<edXML:', '<').replaceAll('</edXML:', '</')],
  ])('is read in spite of %s', (_, text) => {
    const read = parseEdxmlMessage(bytes(text), limits);
    expect(read).toMatchObject({ documentId: '2f6a-uuid', subject: 'V/v R&D Đà Nẵng <2026>' });
    expect(read.attachments).toHaveLength(1);
  });

  test('is read from UTF-16, too', () => {
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(message(), 'utf16le')]);
    expect(parseEdxmlMessage(utf16, limits).documentId).toBe('2f6a-uuid');
  });

  test('is read when bytes that are no text stand before the declaration', () => {
    const read = parseEdxmlMessage(Buffer.concat([Buffer.from([0x00, 0xc3, 0x28]), bytes(message())]), limits);
    expect(read.documentId).toBe('2f6a-uuid');
  });

  test('without an id is known by organization, date and code', () => {
    expect(parseEdxmlMessage(bytes(message({ id: '' })), limits).documentId).toBe('000.00.00.H41,2026/06/09,7816/UBND-TĐT');
  });

  test('gives text of a CDATA section as it stands', () => {
    const text = message().replace(
      /<edXML:Subject>.*<\/edXML:Subject>/,
      '<edXML:Subject><![CDATA[A &amp; <B>]]></edXML:Subject>',
    );
    expect(parseEdxmlMessage(bytes(text), limits).subject).toBe('A &amp; <B>');
  });

  test('loses a code that is a word, and no more', () => {
    const text = message().replace('<edXML:Priority>3</', '<edXML:Priority>Hỏa tốc</');
    expect(parseEdxmlMessage(bytes(text), limits)).toMatchObject({ priority: null, pages: 4 });
  });

  test('expands no entity of its own making', () => {
    const text = message().replace('R&amp;D', '&bomb; &amp;lt;');
    expect(parseEdxmlMessage(bytes(text), limits).subject).toContain('&bomb; &lt;');
  });
});

describe('a status message', () => {
  test('is read, in Vietnamese time, without the member of staff', () => {
    const read = parseEdxmlStatus(bytes(statusMessage()), limits);
    expect(read).toEqual({
      documentId: '2f6a-uuid',
      from: { organId: '000.00.17.H41', organName: null },
      statusCode: '03',
      description: 'Đã tiếp nhận',
      at: new Date('2026-06-09T01:05:30Z'),
    });
  });

  test('in a SOAP envelope is read', () => {
    const soap = `<SOAP-ENV:Envelope xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/" ${ns}><SOAP-ENV:Header>${status()}</SOAP-ENV:Header><SOAP-ENV:Body/></SOAP-ENV:Envelope>`;
    expect(parseEdxmlStatus(bytes(soap), limits).statusCode).toBe('03');
  });

  test('with a code of one digit means the code of two', () => {
    expect(parseEdxmlStatus(bytes(statusMessage(status('6'))), limits).statusCode).toBe('06');
  });

  test('that names no document id answers the triple of organization, date and code', () => {
    const text = statusMessage().replace(documentId, '');
    expect(parseEdxmlStatus(bytes(text), limits).documentId).toBe('000.00.00.G22,2015/09/30,7816/VPCP-TTĐT');
  });
});

describe('what is not edXML is SOURCE_BAD_DATA, never a crash', () => {
  const doctype = '<!DOCTYPE edXML [<!ENTITY bomb "boom">]>';
  const deep = `${'<a>'.repeat(500)}x${'</a>'.repeat(500)}`;
  test.each([
    ['nothing', ''],
    ['white space', ' \n '],
    ['plain text', 'Kính gửi'],
    ['JSON', '{"edXML":{}}'],
    ['another document', '<html><body/></html>'],
    ['an empty root', `<edXML:edXML ${ns}/>`],
    ['a DTD', message().replace(declaration, declaration + doctype)],
    ['a DTD in lower case', message().replace(declaration, `${declaration}<!doctype x>`)],
    ['elements that do not close', message().slice(0, -30)],
    ['elements that close in the wrong order', message().replace('</edXML:From>', '</edXML:Form>')],
    ['an excess of depth', message().replace('V/v R', deep)],
    ['an excess of size', message({ attached: `<AttachmentEncoded>${'A'.repeat(200_000)}</AttachmentEncoded>` })],
    ['no sender', message().replace(/<edXML:From>.*?<\/edXML:From>/, '')],
    ['a day that does not exist', message().replace('2026/06/09', '2026/02/30')],
    ['a date of another form', message().replace('2026/06/09', '09/06/2026')],
    ['no id and nothing to make one of', message({ id: '' }).replace('7816', '').replace('UBND-TĐT', '')],
    ['an element named __proto__', `<edXML><edXMLEnvelope><__proto__><x/></__proto__></edXMLEnvelope></edXML>`],
  ])('%s', (_, text) => {
    expect(codeOf(() => parseEdxmlMessage(bytes(text), limits))).toBe('SOURCE_BAD_DATA');
  });

  test('text that is not UTF-8', () => {
    const broken = Buffer.concat([bytes(message()).subarray(0, 400), Buffer.from([0xc3, 0x28]), bytes(message()).subarray(400)]);
    expect(codeOf(() => parseEdxmlMessage(broken, limits))).toBe('SOURCE_BAD_DATA');
  });

  test.each([
    ['a status code that is a word', statusMessage(status('đã đến'))],
    ['a time that does not exist', statusMessage().replace('08:05:30', '28:05:30')],
    ['a message in place of a status', message()],
  ])('%s', (_, text) => {
    expect(codeOf(() => parseEdxmlStatus(bytes(text), limits))).toBe('SOURCE_BAD_DATA');
  });

  test('the error says nothing of what was in the message', () => {
    try {
      parseEdxmlStatus(bytes(statusMessage(status('Nguyễn Văn Bí Mật'))), limits);
      throw new Error('read');
    } catch (error) {
      expect((error as Error).message).not.toContain('Nguyễn');
      expect(JSON.stringify(error)).not.toContain('Nguyễn');
    }
  });
});
