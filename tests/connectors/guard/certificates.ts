import type { webcrypto } from 'node:crypto';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';

// A certificate authority in miniature, for servers on loopback and their clients.

const curve = { name: 'ECDSA', namedCurve: 'P-256' } as const;

interface Issued {
  readonly certificate: pkijs.Certificate;
  readonly keys: webcrypto.CryptoKeyPair;
}

export interface Pem {
  readonly cert: string;
  readonly key: string;
}

export interface Authority {
  readonly cert: string;
  issue(name: string): Promise<Pem>;
}

let serial = 0;

const named = (name: string) =>
  new pkijs.RelativeDistinguishedNames({
    typesAndValues: [new pkijs.AttributeTypeAndValue({ type: '2.5.4.3', value: new asn1js.Utf8String({ value: name }) })],
  });

const extension = (id: string, value: { toBER(): ArrayBuffer }) =>
  new pkijs.Extension({ extnID: id, critical: false, extnValue: value.toBER() });

const loopback = new pkijs.GeneralNames({
  names: [new pkijs.GeneralName({ type: 7, value: new asn1js.OctetString({ valueHex: new Uint8Array([127, 0, 0, 1]).buffer }) })],
});

async function certify(name: string, issuer: Issued | null): Promise<Issued> {
  const keys = await crypto.subtle.generateKey(curve, true, ['sign', 'verify']);
  const certificate = new pkijs.Certificate({
    version: 2,
    serialNumber: new asn1js.Integer({ value: ++serial }),
    subject: named(name),
    issuer: issuer ? issuer.certificate.subject : named(name),
    notBefore: new pkijs.Time({ value: new Date(Date.now() - 86_400_000) }),
    notAfter: new pkijs.Time({ value: new Date(Date.now() + 86_400_000) }),
    extensions: issuer
      ? [extension('2.5.29.17', loopback.toSchema())]
      : [extension('2.5.29.19', new pkijs.BasicConstraints({ cA: true }).toSchema())],
  });
  await certificate.subjectPublicKeyInfo.importKey(keys.publicKey);
  await certificate.sign((issuer ?? { keys }).keys.privateKey, 'SHA-256');
  return { certificate, keys };
}

const pem = (what: string, der: ArrayBuffer) =>
  `-----BEGIN ${what}-----\n${Buffer.from(der).toString('base64')}\n-----END ${what}-----\n`;
const certOf = ({ certificate }: Issued) => pem('CERTIFICATE', certificate.toSchema().toBER());

export async function createAuthority(name: string): Promise<Authority> {
  const root = await certify(name, null);
  return {
    cert: certOf(root),
    async issue(subject) {
      const issued = await certify(subject, root);
      return { cert: certOf(issued), key: pem('PRIVATE KEY', await crypto.subtle.exportKey('pkcs8', issued.keys.privateKey)) };
    },
  };
}
