import { z } from 'zod';
import type { SourceConfig } from '../../core/sources.js';
import { provenanceOf } from '../../schema/provenance.js';
import { DocumentDirection, DocumentUrgency } from './document-enums.type.js';
import type { Document } from './document.type.js';
import type { Registers } from './office-source.js';

// iOffice writes everything as text: days as dd/MM/yyyy, nothing as an empty string.
const optional = z
  .string()
  .nullish()
  .transform((text) => text?.trim() || null);

const day = z.string().transform((text, context) => {
  const match = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(text);
  const iso = match && `${match[3]}-${match[2]}-${match[1]}`;
  if (iso && z.iso.date().safeParse(iso).success) return iso;
  context.addIssue({ code: 'custom', message: 'not a day of the form dd/MM/yyyy' });
  return z.NEVER;
});

const optionalDay = optional.pipe(z.union([z.null(), day]));

/** A day as iOffice writes it; an empty text for none. */
export const toDay = (iso: string | null | undefined) => (iso ? iso.split('-').toReversed().join('/') : '');

/** `dd/MM/yyyy HH:mm`, in Vietnamese time. */
export const Minute = z.string().transform((text, context) => {
  const match = /^(\d{2})\/(\d{2})\/(\d{4}) (\d{2}):(\d{2})(?::(\d{2}))?$/.exec(text);
  const at = match && new Date(`${match[3]}-${match[2]}-${match[1]}T${match[4]}:${match[5]}:${match[6] ?? '00'}+07:00`);
  if (at && !Number.isNaN(at.getTime())) return at;
  context.addIssue({ code: 'custom', message: 'not a time of the form dd/MM/yyyy HH:mm' });
  return z.NEVER;
});

// A number, or one written as text. What is missing or empty is no number: it must not read as 0.
const whole = z
  .union([z.number(), z.string().regex(/^\d{1,15}$/)])
  .transform(Number)
  .pipe(z.number().int().min(0));
export const Id = whole;
export const Count = whole.pipe(z.number().max(2_147_483_647));
/** A count the product may leave out, or write in words. */
export const OptionalCount = Count.nullish()
  .catch(null)
  .transform((count) => count ?? null);
export const Flag = z
  .union([z.string(), z.number(), z.boolean(), z.null()])
  .optional()
  .transform((flag) => ['1', 'true', 'TRUE'].includes(String(flag)));
export const Optional = optional;

const directions = { '1': DocumentDirection.INCOMING, '2': DocumentDirection.OUTGOING } as const;
/** The discriminator of a direction (`congVanDenDi`). */
export const directionCode = (direction: DocumentDirection) => (direction === DocumentDirection.INCOMING ? '1' : '2');

/** The product's words for urgency, as its look-up of priorities has them. */
export const urgencyNames = {
  NORMAL: 'Thường',
  URGENT: 'Khẩn',
  VERY_URGENT: 'Thượng khẩn',
  FLASH: 'Hỏa tốc',
} as const;
const urgencies = new Map(Object.values(DocumentUrgency).map((urgency) => [wordOf(urgencyNames[urgency]), urgency]));

function wordOf(name: string | null): string {
  return (name ?? '').normalize('NFC').trim().toLowerCase().replace('hoả', 'hỏa');
}

const plain = wordOf('Thường');

/** A row of a list or search. */
export const Row = z.object({
  id: Id,
  soKihieu: z.string(),
  trichYeu: z.string(),
  coQuanBanHanh: optional,
  maCoQuanBanHanh: optional,
  maDonVi: optional,
  ngayVanBan: optionalDay,
  ngayDenDi: day,
  hanGiaiQuyet: optionalDay,
  ngayHoanThanh: optionalDay,
  congVanDenDi: z.enum(['1', '2']),
  hinhThucVanBan: optional,
  linhVuc: optional,
  doKhan: optional,
  doMat: optional,
  nguoiKiChinh: optional,
  chucVuNguoiKi: optional,
  soTrang: OptionalCount,
  isKy: Flag,
  tinhTrangXuLy: optional,
  maHoSo: optional,
  maDinhDanhVanBan: optional,
});
export type Row = z.infer<typeof Row>;

/** Whether a row is an open paper. One whose degree of secrecy is missing or unknown is treated as secret. */
export const isOpen = ({ doMat }: Row): boolean => wordOf(doMat) === plain;

/** A row in the hub's words. */
export function toDocument(row: Row, source: SourceConfig, { jurisdictionOf }: Registers): Document {
  const slug = row.maDonVi === null ? null : jurisdictionOf(row.maDonVi);
  return {
    id: `${source.id}:${row.id}`,
    notation: row.soKihieu,
    subject: row.trichYeu,
    type: row.hinhThucVanBan,
    field: row.linhVuc,
    direction: directions[row.congVanDenDi],
    urgency: urgencies.get(wordOf(row.doKhan)) ?? null,
    issuer: stub('id', row.maCoQuanBanHanh),
    issuerName: row.coQuanBanHanh,
    agency: stub('id', row.maDonVi),
    jurisdiction: stub('slug', slug),
    signer: row.nguoiKiChinh === null ? null : { fullName: row.nguoiKiChinh, position: row.chucVuNguoiKi },
    digitallySigned: row.isKy,
    signedOn: row.ngayVanBan,
    registeredOn: row.ngayDenDi,
    dueOn: row.hanGiaiQuyet,
    completedOn: row.ngayHoanThanh,
    ...judgement(row),
    dossier: stub('code', row.maHoSo),
    pages: row.soTrang,
    provenance: provenanceOf(source, slug),
    axisId: row.maDinhDanhVanBan,
  };
}

const stub = <K extends string>(key: K, value: string | null) =>
  value === null ? null : ({ [key]: value } as { [key in K]: string });

/** On time or overdue as iOffice itself judges: the hub has no clock of its own for it. */
function judgement({ hanGiaiQuyet, tinhTrangXuLy }: Row): Pick<Document, 'overdue' | 'onTime'> {
  if (hanGiaiQuyet === null || tinhTrangXuLy === null) return { overdue: null, onTime: null };
  const overdue = tinhTrangXuLy === 'QUA_HAN';
  if (overdue) return { overdue, onTime: false };
  return { overdue, onTime: tinhTrangXuLy === 'DUNG_HAN' ? true : null };
}
