import { describe, expect, test } from '@jest/globals';
import { HubError } from '../../core/errors.js';
import { bytesOf, expected, fileNames, readers } from './corpus.js';

/** What comes of bytes, as JSON has it: a code in place of what is refused. */
function comesOf(read: keyof typeof readers, bytes: Uint8Array): unknown {
  try {
    return JSON.parse(JSON.stringify(readers[read](bytes)));
  } catch (error) {
    if (error instanceof HubError) return error.code;
    throw error;
  }
}

describe('the corpus of edXML', () => {
  test('has an expectation for each file, and a file for each expectation', () => {
    expect(fileNames.toSorted()).toEqual(Object.keys(expected).toSorted());
  });

  test.each(Object.keys(expected))('%s', (name) => {
    const { read, comes } = expected[name]!;
    const came = comesOf(read, bytesOf(name));
    if (typeof comes === 'string') expect(came).toBe(comes);
    else expect(came).toMatchObject(comes);
    expect(JSON.stringify(came)).not.toMatch(/CANARY|forged"|0238000000|0912000000/);
  });
});
