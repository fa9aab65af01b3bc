import { createHash } from 'node:crypto';
import { Certificate, ContentInfo, ExtKeyUsage, SignedData, TSTInfo } from 'pkijs';

// A time stamp (RFC 3161) says that somebody else saw a hash at some time. It proves something of a checkpoint only when that hash is
// the checkpoint's own, computed here from the note: never the one in a question that was kept with the stamp.

export const sha256 = '2.16.840.1.101.3.4.2.1';
const signedData = '1.2.840.113549.1.7.2';
const timeStampInfo = '1.2.840.113549.1.9.16.1.4';
const extendedKeyUsage = '2.5.29.37';
const timeStamping = '1.3.6.1.5.5.7.3.8';

export type StampCheck = { readonly holds: true; readonly at: string } | { readonly holds: false; readonly why: string };

/** Whether `stamp` is a time stamp over this note, signed by an authority that goes back to one of these certificates (PEM). */
export async function checkStamp(stamp: Uint8Array, note: string, authorities: readonly string[]): Promise<StampCheck> {
  const opened = openStamp(stamp);
  if (!opened) return fails('it cannot be read');
  const { signed, info } = opened;
  const { hashAlgorithm, hashedMessage } = info.messageImprint;
  if (hashAlgorithm.algorithmId !== sha256) return fails('it is over another hash than SHA-256');
  const own = createHash('sha256').update(note).digest();
  if (!own.equals(hashedMessage.valueBlock.valueHexView)) return fails('it is over something else than this checkpoint');
  if (signed.signerInfos.length !== 1) return fails('it has not one signer');
  const signer = await verifiedSigner(signed, note, authorities);
  if (!signer) return fails('its signature is not of an authority that is trusted');
  if (!mayStamp(signer)) return fails('its signer is none that may stamp');
  return { holds: true, at: info.genTime.toISOString() };
}

const fails = (why: string): StampCheck => ({ holds: false, why });

/** The parts of a stamp, unverified; null where it is none. */
export function openStamp(stamp: Uint8Array): { readonly signed: SignedData; readonly info: TSTInfo } | null {
  try {
    const content = ContentInfo.fromBER(ownBytes(stamp));
    if (content.contentType !== signedData) return null;
    const signed = new SignedData({ schema: content.content });
    const { eContentType, eContent } = signed.encapContentInfo;
    // The library compares the hash only in contents of this type.
    if (eContentType !== timeStampInfo || !eContent) return null;
    return { signed, info: TSTInfo.fromBER(eContent.getValue()) };
  } catch {
    return null;
  }
}

async function verifiedSigner(signed: SignedData, note: string, authorities: readonly string[]): Promise<Certificate | null> {
  try {
    const checked = await signed.verify({
      signer: 0,
      data: ownBytes(Buffer.from(note)).buffer,
      trustedCerts: authorities.map(readCertificate),
      // At the time of the stamp: that the certificate has run out since does not undo it.
      checkChain: true,
      extendedMode: true,
    });
    return (checked.signatureVerified && checked.signerCertificate) || null;
  } catch {
    return null;
  }
}

function mayStamp(signer: Certificate): boolean {
  const usage = signer.extensions?.find(({ extnID }) => extnID === extendedKeyUsage);
  return usage?.parsedValue instanceof ExtKeyUsage && usage.parsedValue.keyPurposes.join() === timeStamping;
}

const readCertificate = (pem: string): Certificate =>
  Certificate.fromBER(
    ownBytes(Buffer.from(/-----BEGIN CERTIFICATE-----([^-]+)-----END CERTIFICATE-----/.exec(pem)?.[1] ?? '', 'base64')),
  );

/** A copy in memory of its own: the library reads the buffer behind the bytes. */
const ownBytes = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(bytes);
