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
  return statementOf(headers['x-purpose'], textOf(headers['x-case-reference']), textOf(headers['x-purpose-reason']));
}

/** The same from values that are no headers, under the same names in whatever case: text as it is. */
export function purposeIn(values: Readonly<Record<string, unknown>>): PurposeStatement | null {
  const named = new Map(Object.entries(values).map(([name, value]) => [name.toLowerCase(), value]));
  const text = (name: string) => {
    const value = named.get(name);
    return typeof value === 'string' ? value.normalize('NFC') : undefined;
  };
  return statementOf(named.get('x-purpose'), text('x-case-reference'), text('x-purpose-reason'));
}

function statementOf(stated: unknown, caseReference?: string, reason?: string): PurposeStatement | null {
  const purpose = Purpose.safeParse(stated);
  if (!purpose.success) return null;
  return {
    purpose: purpose.data,
    caseReference: CaseReference.safeParse(caseReference).data ?? null,
    reason: Reason.safeParse(reason).data ?? null,
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
