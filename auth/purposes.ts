import type { Scope } from './scopes.js';

export interface PurposeRule {
  /** What it is for, in one sentence that a citizen can read. */
  readonly description: string;
  /** The law such an access rests on. */
  readonly legalBasis: string;
  /** What the caller must say besides. */
  readonly demands: 'caseReference' | 'reason' | null;
}

/** Why somebody reads what is personal: the controlled list of `X-Purpose`. */
export const purposes = {
  TREATMENT: {
    description: 'Examining or treating the person (khám bệnh, chữa bệnh).',
    legalBasis: 'Luật Khám bệnh, chữa bệnh 15/2023/QH15',
    demands: null,
  },
  DOSSIER_PROCESSING: {
    description: 'Handling a dossier or document of the agency (giải quyết hồ sơ, văn bản).',
    legalBasis: 'Nghị định 118/2025/NĐ-CP',
    demands: null,
  },
  SUPERVISION: {
    description: 'Supervising how the law is kept (giám sát), under a decision or plan.',
    legalBasis: 'Luật Hoạt động giám sát của Quốc hội và Hội đồng nhân dân 87/2015/QH13',
    demands: 'caseReference',
  },
  AUDIT: {
    description: 'Audit or inspection (kiểm toán, thanh tra), under a decision.',
    legalBasis: 'Luật Kiểm toán nhà nước 81/2015/QH13; Luật Thanh tra 84/2025/QH15',
    demands: 'caseReference',
  },
  OWN_DATA: {
    description: 'A person reading their own data (xem dữ liệu của mình).',
    legalBasis: 'Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15',
    demands: null,
  },
  EMERGENCY: {
    description: 'Saving life or health when there is no time to be referred (cấp cứu); every use is reviewed.',
    legalBasis: 'Luật Khám bệnh, chữa bệnh 15/2023/QH15; Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15',
    demands: 'reason',
  },
} as const satisfies Readonly<Record<string, PurposeRule>>;

export type Purpose = keyof typeof purposes;
export const purposeNames = Object.keys(purposes) as readonly Purpose[];

/** Rights to what is said of one person. They count only under a purpose. */
export const personalScopes: ReadonlySet<Scope> = new Set([
  'person:read',
  'office:personal',
  'public-services:personal',
  'health:read',
  'health:restricted',
  'land:personal',
  'access:read',
  'access:own',
]);

/** What a caller says of why they ask. */
export interface PurposeStatement {
  readonly purpose: Purpose;
  /** Number of the case, decision or dossier. */
  readonly caseReference: string | null;
  /** Why, in the caller's own words. May hold personal data: for the access log only. */
  readonly reason: string | null;
}
