import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';
import { purposeNames, type PurposeStatement } from '../auth/purposes.js';

const printable = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]+$/u;
const Purpose = z.enum(purposeNames);
const CaseReference = z.string().trim().min(3).max(100).regex(printable);
const Reason = z.string().trim().min(10).max(500).regex(printable);

/**
 * Why the caller asks, as the headers X-Purpose, X-Case-Reference and X-Purpose-Reason say it (UTF-8, or percent-encoded UTF-8). Null
 * where they name no purpose of the list; a reference or reason that cannot be read counts as not given.
 */
export function statedPurpose(headers: IncomingHttpHeaders): PurposeStatement | null {
  const purpose = Purpose.safeParse(headers['x-purpose']);
  if (!purpose.success) return null;
  return {
    purpose: purpose.data,
    caseReference: CaseReference.safeParse(textOf(headers['x-case-reference'])).data ?? null,
    reason: Reason.safeParse(textOf(headers['x-purpose-reason'])).data ?? null,
  };
}

// Node reads header bytes as Latin-1; browsers send no others, and so encode.
function textOf(header: string | string[] | undefined): string | undefined {
  if (typeof header !== 'string') return undefined;
  const text = Buffer.from(header, 'latin1').toString('utf8');
  try {
    return decodeURIComponent(text).normalize('NFC');
  } catch {
    return text.normalize('NFC');
  }
}
