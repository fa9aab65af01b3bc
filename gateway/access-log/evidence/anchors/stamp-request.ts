import { createHash, randomBytes } from 'node:crypto';
import { fromBER, Integer, OctetString, Sequence } from 'asn1js';
import { AlgorithmIdentifier, MessageImprint, PKIStatus, TimeStampReq, TimeStampResp } from 'pkijs';
import { Reason } from '../../../../core/errors.js';
import { openStamp, sha256 } from './stamp.js';

export interface StampQuestion {
  readonly bytes: Buffer;
  readonly nonce: Buffer;
}

/** A question for a stamp over a note, with its signer's certificate, and a number that only the answer to it holds. */
export function askForStamp(note: string): StampQuestion {
  const nonce = randomBytes(8);
  // Positive and in as few bytes as can be: an authority gives it back as it writes numbers itself.
  nonce[0] = (nonce[0]! & 0x7f) | 0x40;
  const question = new TimeStampReq({
    version: 1,
    messageImprint: new MessageImprint({
      hashAlgorithm: new AlgorithmIdentifier({ algorithmId: sha256 }),
      hashedMessage: new OctetString({ valueHex: createHash('sha256').update(note).digest() }),
    }),
    nonce: new Integer({ valueHex: nonce }),
    certReq: true,
  });
  return { bytes: Buffer.from(question.toSchema().toBER()), nonce };
}

const granted: readonly PKIStatus[] = [PKIStatus.granted, PKIStatus.grantedWithMods];

/** The stamp in an authority's answer; throws where it gave none, or one for another question. */
export function readAnswer(answer: Uint8Array, { nonce }: StampQuestion): Buffer {
  const { status, stamp } = readResponse(answer);
  if (!granted.includes(status) || !stamp) throw new Reason(`the time-stamp authority gave no stamp: status ${status}`);
  const given = openStamp(stamp)?.info.nonce?.valueBlock.valueHexView;
  if (!given || !nonce.equals(given)) throw new Reason('the stamp answers another question');
  return stamp;
}

function readResponse(answer: Uint8Array): { readonly status: PKIStatus; readonly stamp: Buffer | null } {
  try {
    const { result } = fromBER(answer);
    const parts = result instanceof Sequence ? result.valueBlock.value : [];
    const { status } = new TimeStampResp({ schema: result });
    // As it came: encoded anew, it might not be what was signed.
    return { status: status.status, stamp: parts[1] ? Buffer.from(parts[1].valueBeforeDecodeView) : null };
  } catch {
    throw new Reason('the time-stamp authority answered something that cannot be read');
  }
}
