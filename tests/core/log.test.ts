import { describe, expect, test } from '@jest/globals';
import { GraphQLError } from 'graphql';
import { HubError, Reason } from '../../core/errors.js';
import { describeError } from '../../core/log.js';

const located = (error: Error) => new GraphQLError(error.message, { originalError: error, path: ['x'] });

describe('what is written down of an error', () => {
  test('a failed source: its code, its id and our own reason', () => {
    const error = new HubError('SOURCE_BAD_DATA', undefined, {
      source: 'igate-hue',
      cause: new Reason('unexpected shape at content.0.code'),
    });
    expect(describeError(located(error))).toEqual({
      code: 'SOURCE_BAD_DATA',
      source: 'igate-hue',
      reason: 'unexpected shape at content.0.code',
    });
  });

  test('a foreign cause: what kind it is, never what it says', () => {
    const foreign = Object.assign(new SyntaxError('Unexpected token N in JSON: "Nguyễn Văn A 040199000001"'), {
      code: 'UND_ERR_SOCKET',
    });
    const written = describeError(new HubError('SOURCE_UNAVAILABLE', undefined, { source: 'x', cause: foreign }));
    expect(written).toEqual({ code: 'SOURCE_UNAVAILABLE', source: 'x', kind: 'SyntaxError', causeCode: 'UND_ERR_SOCKET' });
  });

  test('a fault of ours: where it arose, never what it says', () => {
    const written = describeError(located(new TypeError('cannot read 040199000001')));
    expect(written).toMatchObject({ kind: 'TypeError', at: expect.arrayContaining([expect.stringMatching(/^at /)]) });
    expect(JSON.stringify(written)).not.toContain('040199000001');
  });
});
