import { expect, test } from '@jest/globals';
import { HubError } from '../../core/errors.js';
import { bytesOf, readers } from './corpus.js';

const mebibyte = 1024 * 1024;
const whole = bytesOf('whole').toString();
const subject = (text: string) => whole.replace('V/v đô thị thông minh', text);

// Too large to keep as files: each once took, or would take, longer than its length deserves.
test.each([
  ['a long name that never ends', subject(`<${'a'.repeat(mebibyte)}`)],
  ['a tag of spaces that never ends', subject(`<a${' '.repeat(mebibyte)}`)],
  ['quotes that never close', subject(`<a b="${`' a="`.repeat(mebibyte / 5)}`)],
  ['comments that never close', subject('<!--'.repeat(mebibyte / 4))],
  ['CDATA that never closes', subject('<![CDATA['.repeat(mebibyte / 9))],
  ['ampersands', subject('&a'.repeat(mebibyte / 2))],
  ['elements that never close', subject('<a>'.repeat(mebibyte / 3))],
  ['more elements than any message has', subject('<a/>'.repeat(mebibyte / 4))],
  ['many recipients, none with an id', whole.replace('<edXML:To>', `${'<edXML:To/>'.repeat(80_000)}<edXML:To>`)],
  ['more than the limit in bytes', subject('a'.repeat(9 * mebibyte))],
])('%s: refused, and soon', (_, text) => {
  const began = performance.now();
  expect(() => readers.message(Buffer.from(text))).toThrow(HubError);
  expect(performance.now() - began).toBeLessThan(3_000);
});

test('an attachment of several megabytes is measured, not decoded', () => {
  const base64 = 'QUJD'.repeat(mebibyte);
  const { attachments } = readers.message(Buffer.from(whole.replace('aGVs\nbG8=', base64)));
  expect(attachments).toMatchObject([{ sizeBytes: 3 * mebibyte }]);
});
