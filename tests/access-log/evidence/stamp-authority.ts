import type { webcrypto } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';

// A time-stamp authority (RFC 3161) in miniature, with a certificate authority of its own: real answers, over loopback.

const curve = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const timeStamping = '1.3.6.1.5.5.7.3.8';
const timeStampInfo = '1.2.840.113549.1.9.16.1.4';
const contentType = '1.2.840.113549.1.9.3';
const messageDigest = '1.2.840.113549.1.9.4';
const signingTime = '1.2.840.113549.1.9.5';

export interface Issued {
  readonly certificate: pkijs.Certificate;
  readonly keys: webcrypto.CryptoKeyPair;
}

let serial = 0;

const named = (name: string) =>
  new pkijs.RelativeDistinguishedNames({
    typesAndValues: [new pkijs.AttributeTypeAndValue({ type: '2.5.4.3', value: new asn1js.Utf8String({ value: name }) })],
  });

async function certify(name: string, issuer: Issued | null, extensions: readonly pkijs.Extension[]): Promise<Issued> {
  const keys = await crypto.subtle.generateKey(curve, true, ['sign', 'verify']);
  const certificate = new pkijs.Certificate({
    version: 2,
    serialNumber: new asn1js.Integer({ value: ++serial }),
    subject: named(name),
    issuer: issuer ? issuer.certificate.subject : named(name),
    notBefore: new pkijs.Time({ value: new Date(Date.now() - 86_400_000) }),
    notAfter: new pkijs.Time({ value: new Date(Date.now() + 86_400_000) }),
    extensions: [...extensions],
  });
  await certificate.subjectPublicKeyInfo.importKey(keys.publicKey);
  await certificate.sign((issuer ?? { keys }).keys.privateKey, 'SHA-256');
  return { certificate, keys };
}

const extension = (id: string, value: { toBER(): ArrayBuffer }) =>
  new pkijs.Extension({ extnID: id, critical: true, extnValue: value.toBER() });

export const createRoot = (name: string): Promise<Issued> =>
  certify(name, null, [extension('2.5.29.19', new pkijs.BasicConstraints({ cA: true }).toSchema())]);

/** Somebody whom `root` vouches for, to stamp unless given other purposes. */
export const createSigner = (root: Issued, purposes: readonly string[] = [timeStamping]): Promise<Issued> =>
  certify('Stamps', root, [extension('2.5.29.37', new pkijs.ExtKeyUsage({ keyPurposes: [...purposes] }).toSchema())]);

export const pemOf = ({ certificate }: Issued): string =>
  `-----BEGIN CERTIFICATE-----\n${Buffer.from(certificate.toSchema().toBER()).toString('base64')}\n-----END CERTIFICATE-----\n`;

/** The answer to a question, with whatever should be wrong about it. */
export async function answer(
  question: Uint8Array,
  signer: Issued,
  wrong: { readonly imprint?: pkijs.MessageImprint; readonly nonce?: asn1js.Integer } = {},
): Promise<Buffer> {
  const asked = pkijs.TimeStampReq.fromBER(new Uint8Array(question));
  const info = new pkijs.TSTInfo({
    version: 1,
    policy: '1.2.3.4.1',
    messageImprint: wrong.imprint ?? asked.messageImprint,
    serialNumber: new asn1js.Integer({ value: ++serial }),
    genTime: new Date(),
    nonce: wrong.nonce ?? asked.nonce!,
  });
  const bytes = info.toSchema().toBER();
  const signed = new pkijs.SignedData({
    version: 3,
    encapContentInfo: new pkijs.EncapsulatedContentInfo({
      eContentType: timeStampInfo,
      eContent: new asn1js.OctetString({ valueHex: bytes }),
    }),
    signerInfos: [
      new pkijs.SignerInfo({
        version: 1,
        sid: new pkijs.IssuerAndSerialNumber({
          issuer: signer.certificate.issuer,
          serialNumber: signer.certificate.serialNumber,
        }),
        signedAttrs: new pkijs.SignedAndUnsignedAttributes({
          type: 0,
          attributes: [
            new pkijs.Attribute({ type: contentType, values: [new asn1js.ObjectIdentifier({ value: timeStampInfo })] }),
            new pkijs.Attribute({ type: signingTime, values: [new asn1js.UTCTime({ valueDate: new Date() })] }),
            new pkijs.Attribute({
              type: messageDigest,
              values: [new asn1js.OctetString({ valueHex: await crypto.subtle.digest('SHA-256', bytes) })],
            }),
          ],
        }),
      }),
    ],
    certificates: [signer.certificate],
  });
  await signed.sign(signer.keys.privateKey, 0, 'SHA-256');
  const content = new pkijs.ContentInfo({ contentType: '1.2.840.113549.1.7.2', content: signed.toSchema(true) });
  const status = new pkijs.PKIStatusInfo({ status: pkijs.PKIStatus.granted });
  return Buffer.from(new pkijs.TimeStampResp({ status, timeStampToken: content }).toSchema().toBER());
}

/** Serves `reply` on loopback. */
export async function serve(
  reply: (body: Buffer) => Promise<{ status?: number; headers?: Record<string, string>; body: Buffer | string }>,
) {
  const received: Buffer[] = [];
  const server = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      received.push(Buffer.concat(chunks));
      const { status = 200, headers = {}, body } = await reply(received.at(-1)!);
      response.writeHead(status, headers).end(body);
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    received,
    async stop() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
