import type { World, WorldDocument } from '../../world/types.js';

export type Secrecy = 'Thường' | 'Mật' | 'Tối mật' | 'Tuyệt mật';

/** A document as this iOffice keeps it: the world's, with a degree of secrecy, and text folded for search. */
export interface StoredDocument extends WorldDocument {
  readonly secrecy: Secrecy;
  readonly folded: string;
  /** `to`: to whom a step passed it on, where that is not who took the next. */
  readonly steps: readonly (WorldDocument['steps'][number] & { readonly to?: string })[];
}

const urgencies = ['Thường', 'Khẩn', 'Thượng khẩn', 'Hỏa tốc'] as const;
export const incoming = '1';
export const outgoing = '2';

/** `2026-06-09` → `09/06/2026`; empty for null, as the product writes it. */
export const toDay = (iso: string | null) => (iso === null ? '' : iso.slice(0, 10).split('-').toReversed().join('/'));

/** `09/06/2026` → `2026-06-09`; null for anything else. */
export function fromDay(text: unknown): string | null {
  const match = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(typeof text === 'string' ? text : '');
  return match && `${match[3]}-${match[2]}-${match[1]}`;
}

const toMinute = (iso: string) => `${toDay(iso)} ${iso.slice(11, 16)}`;

/** ĐÚNG HẠN, QUÁ HẠN, or still being handled: as the product judges it on the world's day. */
export function courseOf(
  { dueOn, completedOn }: WorldDocument,
  today: string,
): 'DUNG_HAN' | 'QUA_HAN' | 'DANG_XU_LY' | 'DA_XU_LY' {
  if (dueOn === null) return completedOn === null ? 'DANG_XU_LY' : 'DA_XU_LY';
  if ((completedOn ?? today) > dueOn) return 'QUA_HAN';
  return completedOn === null ? 'DANG_XU_LY' : 'DUNG_HAN';
}

/** How rows of one world are written. */
export function rowsOf(world: World) {
  const names = new Map(world.agencies.map(({ id, name }) => [id, name]));
  const nameOf = (id: string) => names.get(id) ?? id;
  return {
    listRow: (document: StoredDocument) => ({
      id: String(document.id),
      soKihieu: document.notation,
      ...rest(document, nameOf, world.today),
    }),
    // The one document's page spells the notation with a capital H.
    detailRow: (document: StoredDocument) => ({
      id: String(document.id),
      soKiHieu: document.notation,
      ...rest(document, nameOf, world.today),
      donViBanHanh: nameOf(document.issuerId),
      donViSoanThao: nameOf(document.issuerId),
      soBan: '1',
    }),
    log: ({ steps }: StoredDocument) =>
      steps.map((step, at) => ({
        fullName: step.officer,
        updateBy: `canbo${at + 1}`,
        updateDate: toMinute(step.at),
        status: at === steps.length - 1 ? '1' : '0',
        comment: step.comment,
        chuyenToi: step.to ?? steps[at + 1]?.officer ?? '',
        action: step.action,
      })),
    files: ({ id, files, pages }: StoredDocument) =>
      files.map((file, at) => ({
        id: `${id}${String(at).padStart(2, '0')}`,
        name: file.name,
        attachmentId: `att-${id}-${at}`,
        fileSize: String(file.sizeBytes),
        filePage: String(pages),
        isKy: file.signed ? '1' : '0',
      })),
  };
}

/** Writers of list rows, detail rows, logs and files. */
export type Rows = ReturnType<typeof rowsOf>;

const rest = (document: StoredDocument, nameOf: (id: string) => string, today: string) => ({
  trichYeu: document.subject,
  coQuanBanHanh: nameOf(document.issuerId),
  maCoQuanBanHanh: document.issuerId,
  maDonVi: document.agencyId,
  tenDonVi: nameOf(document.agencyId),
  ngayVanBan: toDay(document.signedOn),
  ngayDenDi: toDay(document.registeredOn),
  hanGiaiQuyet: toDay(document.dueOn),
  ngayHoanThanh: toDay(document.completedOn),
  congVanDenDi: document.direction === 'INCOMING' ? incoming : outgoing,
  hinhThucVanBan: document.type,
  linhVuc: document.field,
  doKhan: urgencies[document.urgency],
  doMat: document.secrecy,
  nguoiKiChinh: document.signer.fullName,
  chucVuNguoiKi: document.signer.position,
  soTrang: String(document.pages),
  isKy: document.digitallySigned ? '1' : '0',
  tinhTrangXuLy: courseOf(document, today),
  trangThai: document.completedOn === null ? 1 : 2,
  maHoSo: document.dossierCode ?? '',
  maDinhDanhVanBan: document.delivery?.messageId ?? '',
});
