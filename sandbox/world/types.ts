/**
 * The sandbox's synthetic world: one set of people, places, agencies and cases that every system in miniature tells in its own words.
 * All of it is invented. Dates are ISO; calendar days are `yyyy-MM-dd` in Vietnamese time, instants carry `+07:00`.
 */
export interface World {
  readonly seed: number;
  /** The world's fixed "today": everything later has not happened. */
  readonly today: string;
  readonly jurisdictions: readonly WorldJurisdiction[];
  readonly agencies: readonly WorldAgency[];
  readonly people: readonly WorldPerson[];
  readonly procedures: readonly WorldProcedure[];
  readonly dossiers: readonly WorldDossier[];
  readonly parcels: readonly WorldParcel[];
  readonly zones: readonly WorldZone[];
  readonly documents: readonly WorldDocument[];
}

/** The three provinces' systems: `nghe-an`, `quang-tri`, `hue`. */
export type ProvinceSlug = 'nghe-an' | 'quang-tri' | 'hue';

export interface WorldJurisdiction {
  /** vinh, thai-hoa, hoang-mai, dong-ha, dong-hoi, hue */
  readonly slug: string;
  readonly name: string;
  readonly province: ProvinceSlug;
  /** Two digits, as since 1 July 2025: 40, 44, 46. */
  readonly provinceCode: string;
  /** EPSG code of the VN-2000 zone its land layers use: 9208, 9212, 9211 (Đồng Hới) or 9214. */
  readonly epsg: number;
  readonly communes: readonly WorldCommune[];
}

export interface WorldCommune {
  /** Five digits, as since 1 July 2025. */
  readonly code: string;
  readonly name: string;
  /** WGS 84 centre. */
  readonly lon: number;
  readonly lat: number;
  /** UBND of this commune: an agency id. */
  readonly agencyId: string;
}

export interface WorldAgency {
  /** QĐ 20/2020 form, root first: H41.17. */
  readonly id: string;
  /** QCVN 102 form, leaf first: 000.00.17.H41. */
  readonly code102: string;
  readonly name: string;
  readonly parentId: string | null;
  readonly province: ProvinceSlug;
  /** null for the province's own agencies (UBND tỉnh, sở). */
  readonly jurisdiction: string | null;
  readonly communeCode: string | null;
}

export interface WorldPerson {
  /** 12 digits. */
  readonly personalId: string;
  readonly fullName: string;
  readonly sex: 'MALE' | 'FEMALE';
  readonly birthDate: string;
  readonly jurisdiction: string;
  readonly communeCode: string;
  readonly address: string;
  readonly phone: string;
  readonly email: string;
  /** About four of five have an electronic health record. */
  readonly hasHealthRecord: boolean;
}

export interface WorldProcedure {
  /** National code: 1.001612. */
  readonly code: string;
  readonly name: string;
  readonly sector: { readonly code: string; readonly name: string };
  /** 2 information only, 3 partly online (một phần), 4 wholly online (toàn trình). */
  readonly level: 2 | 3 | 4;
  readonly processingDays: number;
  readonly fees: readonly { readonly name: string; readonly amount: number }[];
  /** True where the case is about a parcel of land. */
  readonly aboutLand: boolean;
}

export interface WorldDossier {
  /** H41.17-260609-0012: agency, day of reception, number of the day. */
  readonly code: string;
  readonly procedureCode: string;
  readonly agencyId: string;
  readonly jurisdiction: string;
  readonly communeCode: string;
  readonly applicantId: string;
  /** iGate's own status number: 0 mới đăng ký, 1 chờ tiếp nhận, 2 đang xử lý, 3 yêu cầu bổ sung, 4 đã có kết quả, 5 đã trả kết quả, 6 từ chối, 7 rút hồ sơ, 8 dừng xử lý, 9 chờ nghĩa vụ tài chính. */
  readonly status: number;
  readonly online: boolean;
  readonly appliedAt: string;
  readonly acceptedAt: string | null;
  readonly dueAt: string | null;
  readonly completedAt: string | null;
  readonly returnedAt: string | null;
  /** Code of the parcel the case is about. */
  readonly parcelCode: string | null;
  readonly steps: readonly {
    readonly name: string;
    readonly officer: string;
    readonly startedAt: string;
    readonly endedAt: string | null;
  }[];
  readonly fees: readonly { readonly name: string; readonly amount: number; readonly paid: boolean }[];
  readonly satisfaction: 'SATISFIED' | 'ACCEPTABLE' | 'UNSATISFIED' | null;
}

export interface WorldParcel {
  /** Issued parcel code: 12 characters of geohash. */
  readonly code: string;
  readonly jurisdiction: string;
  readonly communeCode: string;
  readonly sheetNumber: number;
  readonly parcelNumber: number;
  readonly areaM2: number;
  /** Land-use symbols: ODT, ONT, CLN, LUC, … one or two. */
  readonly landUse: readonly string[];
  readonly address: string;
  /** One user, or two (spouses). */
  readonly users: readonly { readonly personalId: string; readonly fullName: string }[];
  readonly certified: boolean;
  /** Closed ring of [easting, northing] in metres, in the jurisdiction's VN-2000 zone. */
  readonly ring: readonly (readonly [number, number])[];
}

export interface WorldZone {
  readonly id: string;
  readonly jurisdiction: string;
  readonly communeCode: string;
  readonly name: string;
  /** Planned land-use symbol. */
  readonly plannedUse: string;
  readonly decision: string;
  readonly ring: readonly (readonly [number, number])[];
}

export interface WorldDocument {
  /** Number within its province's iOffice. */
  readonly id: number;
  readonly province: ProvinceSlug;
  readonly jurisdiction: string;
  /** The agency in whose register it stands. */
  readonly agencyId: string;
  readonly direction: 'INCOMING' | 'OUTGOING';
  /** Số ký hiệu: 1203/UBND-VHTT. */
  readonly notation: string;
  readonly subject: string;
  /** Loại văn bản, in Vietnamese: Công văn, Quyết định, … */
  readonly type: string;
  readonly field: string;
  /** 0 thường, 1 khẩn, 2 thượng khẩn, 3 hỏa tốc. */
  readonly urgency: 0 | 1 | 2 | 3;
  readonly issuerId: string;
  readonly recipientIds: readonly string[];
  readonly signer: { readonly fullName: string; readonly position: string };
  readonly digitallySigned: boolean;
  readonly signedOn: string;
  readonly registeredOn: string;
  readonly dueOn: string | null;
  readonly completedOn: string | null;
  /** The dossier it answers. */
  readonly dossierCode: string | null;
  readonly pages: number;
  readonly steps: readonly { readonly officer: string; readonly action: string; readonly comment: string; readonly at: string }[];
  readonly files: readonly { readonly name: string; readonly sizeBytes: number; readonly signed: boolean }[];
  /** How it travelled on the interchange axis; null when it did not. */
  readonly delivery: {
    readonly messageId: string;
    readonly statuses: readonly { readonly agencyId: string; readonly code: string; readonly at: string }[];
  } | null;
}
