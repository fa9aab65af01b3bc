import { z } from 'zod';
import { HubError } from '../core/errors.js';

/** `value` as `form` reads it, or BAD_USER_INPUT that names the argument and says what form it must have. */
export function check<T>(argument: string, form: z.ZodType<T>, value: unknown): T {
  const parsed = form.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const at = [argument, ...(issue?.path ?? [])].join('.');
  throw new HubError('BAD_USER_INPUT', `Argument "${at}": ${form.description ?? issue?.message ?? 'not of the expected form'}.`, {
    argument: at,
  });
}

const text = (pattern: RegExp, description: string) => z.string().regex(pattern, description).describe(description);

/** 12 digits (Luật Căn cước 26/2023/QH15, Điều 12); no check digit is published. */
export const PersonalId = text(/^\d{12}$/, 'a personal identifier is 12 digits');
/** TT 01/2018/TT-VPCP Điều 19 and its later short and long forms. */
export const DossierCode = text(/^[A-Z0-9.]{3,35}-(\d{6}|\d{8})-\d{4,7}$/, 'a dossier code reads like H41.17-260609-0012');
export const ProcedureCode = text(/^\d\.\d{6}(\.[A-Z0-9.]{3,35})?$/, 'a procedure code reads like 1.001612');
export const AdminUnitCode = text(
  /^(\d{2}|\d{3}|\d{5})$/,
  'an administrative unit code is 2 digits (province), 3 (former district) or 5 (commune)',
);
export const ProvinceCode = text(/^\d{2}$/, 'a province code is 2 digits');
export const CommuneCode = text(/^\d{5}$/, 'a commune code is 5 digits');
export const JurisdictionSlug = text(/^[a-z]{2,20}(-[a-z]{1,20}){0,4}$/, 'a jurisdiction is a slug such as dong-ha');
/** QĐ 20/2020/QĐ-TTg: root first, at most 35 characters. */
export const AgencyId = text(/^[A-Z0-9]{1,10}(\.[A-Z0-9]{1,10}){0,7}$/, 'an agency identifier reads like H41.17').refine(
  (id) => id.length <= 35,
);
export const Year = z.number().int().min(2000).max(2100).describe('a year is between 2000 and 2100');
export const Longitude = z.number().min(-180).max(180).describe('a longitude is between -180 and 180');
export const Latitude = z.number().min(-90).max(90).describe('a latitude is between -90 and 90');
export const IsoDate = z.iso.date().describe('a date reads yyyy-MM-dd');
export const First = z.number().int().min(1).max(100).describe('between 1 and 100 items can be asked for');
