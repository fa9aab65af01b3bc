import type { KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Reason } from '../../../core/errors.js';
import { readPublicKey } from '../../../gateway/access-log/evidence/signing-key.js';
import type { AccessLogSettings } from '../../../gateway/access-log/settings.js';

/** The keys in these files; without any, the public key beside the log. */
export async function readKeys(files: readonly string[], settings: AccessLogSettings | null): Promise<readonly KeyObject[]> {
  if (files.length > 0) return (await Promise.all(files.map(keysIn))).flat();
  if (!settings) throw new Reason('Say whose log it is: --key FILE.');
  return [await ownKey(settings)];
}

export async function ownKey({ folder }: AccessLogSettings): Promise<KeyObject> {
  const path = join(folder, 'checkpoint-key.pub.pem');
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null) throw new Reason(`There is no public key ${path}: say --key FILE.`);
  return readPublicKey(text);
}

async function keysIn(path: string): Promise<readonly KeyObject[]> {
  const text = await readFile(path, 'utf8');
  // Keys as text take a line each.
  return (text.includes('-----BEGIN') ? [text] : text.split('\n').filter((line) => line.trim() !== '')).map(readPublicKey);
}

/** The certificates in these files, each as PEM of its own. */
export async function readCertificates(files: readonly string[]): Promise<readonly string[]> {
  const found = await Promise.all(
    files.map(async (path) => {
      const certificates = (await readFile(path, 'utf8')).match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g);
      if (!certificates) throw new Reason(`There is no certificate in ${path}.`);
      return certificates;
    }),
  );
  return found.flat();
}
