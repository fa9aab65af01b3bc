/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** Which records to list (điều kiện lọc). Every part that is given must hold. */
export type AccessFilter = {
  /** The account that asked (tài khoản), by its issuer’s identifier. */
  actor?: string | null | undefined;
  /** Asked on this day or later, in Vietnamese time. */
  from?: string | null | undefined;
  /** Name of the operation: `CitizenFile`. */
  operation?: string | null | undefined;
  /** Only what ended so. */
  outcome?: AccessOutcome | null | undefined;
  /** Only accesses for this purpose. */
  purpose?: AccessPurposeCode | null | undefined;
  /** True: only what is to be reviewed (cần hậu kiểm). */
  review?: boolean | null | undefined;
  /** Only answers that held personal data of this person, by their 12-digit personal identifier (số định danh cá nhân). An auditor has it from the person’s own complaint and is told nothing by it of who they are, so no right to identifiers is asked for; that they asked is itself recorded as an access to this person’s data. Send it as a variable, never in a URL. */
  subject?: string | number | null | undefined;
  /** Asked on this day or earlier, in Vietnamese time. */
  to?: string | null | undefined;
};

/** How a question to the hub ended (kết quả). */
export type AccessOutcome =
  /** The client was gone before the answer. */
  | 'ABORTED'
  /** Refused: no token, no right, no purpose, or every field denied. */
  | 'DENIED'
  /** Something went wrong, and no data was answered. */
  | 'FAILED'
  /** Answered whole. */
  | 'GRANTED'
  /** No question the hub could read. */
  | 'INVALID'
  /** Too large, or too many. */
  | 'LIMITED'
  /** Answered in part: some field was denied, or its source failed. */
  | 'PARTIAL'
  /** It took longer than it may. */
  | 'TIMED_OUT'
  /** The hub could not answer: no log, no keys, shutting down. */
  | 'UNAVAILABLE';

/** Why personal data was read (mục đích truy cập), as the header X-Purpose says it. */
export type AccessPurposeCode =
  /** Audit or inspection (kiểm toán, thanh tra), under a decision. */
  | 'AUDIT'
  /** Handling a dossier or document of the agency (giải quyết hồ sơ, văn bản). */
  | 'DOSSIER_PROCESSING'
  /** Saving life or health when there is no time to be referred (cấp cứu); every use is reviewed. */
  | 'EMERGENCY'
  /** A person reading their own data (xem dữ liệu của mình). */
  | 'OWN_DATA'
  /** Supervising how the law is kept (giám sát), under a decision or plan. */
  | 'SUPERVISION'
  /** Examining or treating the person (khám bệnh, chữa bệnh). */
  | 'TREATMENT';

/** What is doubtful about figures; each is found by calculation, not written by hand. */
export type DataQualityCode =
  /** There is a target, but no actual to compare. */
  | 'MISSING_ACTUAL'
  /** Parts do not add up to their total. */
  | 'PARTS_DO_NOT_ADD_UP'
  /** A part is larger than the whole it is counted from. */
  | 'PART_EXCEEDS_WHOLE'
  /** The same thing is given differently in different places. */
  | 'SOURCES_CONTRADICT'
  /** The actual is more than a year older than what it is compared with. */
  | 'STALE_ACTUAL'
  /** A percentage as stated is not its numerator divided by its denominator. */
  | 'STATED_RATIO_DIFFERS'
  /** Targets for shares of one whole add up to more than 100 %, so target and actual may count differently. */
  | 'TARGETS_EXCEED_WHOLE';

/** What a recipient says it did with a document sent over the interchange axis (QCVN 102:2016/BTTTT). */
export type DeliveryStatus =
  /** 01: it has arrived (đã đến). */
  | 'ARRIVED'
  /** 04: it was assigned to someone (phân công). */
  | 'ASSIGNED'
  /** 15: the recipient agreed to an update or recall (đồng ý cập nhật, lấy lại). */
  | 'CHANGE_ACCEPTED'
  /** 16: the recipient refused an update or recall (từ chối cập nhật, lấy lại). */
  | 'CHANGE_REFUSED'
  /** 06: its handling is complete (hoàn thành). */
  | 'COMPLETED'
  /** 05: it is being handled (đang xử lý). */
  | 'IN_PROGRESS'
  /** 13: the sender took it back (lấy lại, thu hồi). */
  | 'RECALLED'
  /** 03: it was received and registered (đã tiếp nhận). */
  | 'RECEIVED'
  /** 02: the recipient refused it (từ chối tiếp nhận). */
  | 'REFUSED';

/** Whether a personal value was shown (hiển thị) or hidden behind a mask (che). */
export type DisclosureState =
  /** The value itself. */
  | 'CLEAR'
  /** A mask in its place. */
  | 'MASKED';

/** Which way a document went, seen from the agency in whose register it stands. */
export type DocumentDirection =
  /** Received (văn bản đến). */
  | 'INCOMING'
  /** Issued (văn bản đi). */
  | 'OUTGOING';

/** How urgent a document is (độ khẩn). */
export type DocumentUrgency =
  /** To be delivered at once (hỏa tốc). */
  | 'FLASH'
  /** Not urgent (thường). */
  | 'NORMAL'
  /** Urgent (khẩn). */
  | 'URGENT'
  /** Very urgent (thượng khẩn). */
  | 'VERY_URGENT';

/** Where a dossier stands (trạng thái hồ sơ), in the ten codes of the National Public Service Portal. */
export type DossierStatus =
  /** 2: accepted (được tiếp nhận). */
  | 'ACCEPTED'
  /** 9: handled, the result awaits collection (đã xử lý xong). */
  | 'COMPLETED'
  /** 4: being handled (đang xử lý). */
  | 'IN_PROGRESS'
  /** 6: a financial duty to be met (yêu cầu thực hiện nghĩa vụ tài chính). */
  | 'PAYMENT_REQUIRED'
  /** 3: not accepted (không được tiếp nhận). */
  | 'REFUSED'
  /** 1: newly registered (mới đăng ký). */
  | 'REGISTERED'
  /** 10: the result has been handed over (đã trả kết quả). */
  | 'RETURNED'
  /** 8: handling stopped (dừng xử lý). */
  | 'STOPPED'
  /** 5: further papers asked for (yêu cầu bổ sung giấy tờ). */
  | 'SUPPLEMENT_REQUIRED'
  /** 7: withdrawn at the citizen’s request (công dân yêu cầu rút hồ sơ). */
  | 'WITHDRAWN';

/** How dangerous a reaction could be. */
export type HealthAllergyCriticality =
  /** Could threaten life (có thể đe dọa tính mạng). */
  | 'HIGH'
  /** Not expected to threaten life. */
  | 'LOW'
  /** Could not be judged. */
  | 'UNABLE_TO_ASSESS';

/** Where a prescription stands. */
export type HealthMedicationStatus =
  /** In force (đang dùng). */
  | 'ACTIVE'
  /** Withdrawn before it began. */
  | 'CANCELLED'
  /** Taken to its end (đã dùng xong). */
  | 'COMPLETED'
  /** Not signed yet. */
  | 'DRAFT'
  /** Paused (tạm ngừng). */
  | 'ON_HOLD'
  /** Ended early (đã ngừng). */
  | 'STOPPED'
  /** The source does not know. */
  | 'UNKNOWN';

/** Whether a health problem is present now. */
export type HealthProblemStatus =
  /** Present (đang mắc). */
  | 'ACTIVE'
  /** No symptoms now; may return. */
  | 'INACTIVE'
  /** Present again after it was resolved (tái phát). */
  | 'RECURRENCE'
  /** Present again after it had grown better (tái diễn). */
  | 'RELAPSE'
  /** No symptoms now; risk of return is watched (thuyên giảm). */
  | 'REMISSION'
  /** Over (đã khỏi). */
  | 'RESOLVED';

/** Sex as the record system has it (giới tính). */
export type HealthSex =
  /** Female (nữ). */
  | 'FEMALE'
  /** Male (nam). */
  | 'MALE'
  /** Neither (khác). */
  | 'OTHER'
  /** Not known to the source. */
  | 'UNKNOWN';

/** Which way an indicator gets better (hướng của chỉ tiêu). */
export type IndicatorDirection =
  /** The more, the better. */
  | 'HIGHER_IS_BETTER'
  /** The less, the better. */
  | 'LOWER_IS_BETTER'
  /** Neither way is better: a size, not a merit. */
  | 'NEUTRAL';

/** What a jurisdiction was, or is, in law. */
export type JurisdictionStatus =
  /** The old urban districts (quận) of a centrally run city (thành phố trực thuộc trung ương), abolished as a level on 1 July 2025. */
  | 'CITY_CORE'
  /** A city of a province (thành phố thuộc tỉnh) until 30 June 2025; since then communes of the province. */
  | 'FORMER_CITY'
  /** A town (thị xã) until 30 June 2025; since then communes of the province. */
  | 'FORMER_TOWN';

/** A kind of personal data (loại dữ liệu cá nhân). */
export type PersonalDataCategory =
  /** How to reach a person: telephone, e-mail. */
  | 'CONTACT'
  /** What a person owns, owes or has paid. */
  | 'FINANCE'
  /** What a health record says of a person. */
  | 'HEALTH'
  /** Who a person is: names, identifiers, date of birth, sex. */
  | 'IDENTITY'
  /** Where a person lives, or belongs. */
  | 'LOCATION';

/** How far a procedure can be done online (mức độ dịch vụ công trực tuyến), in the terms of NĐ 42/2022/NĐ-CP. */
export type ServiceLevel =
  /** Wholly online (toàn trình): formerly level 4. */
  | 'FULL'
  /** Information only (cung cấp thông tin trực tuyến): formerly levels 1 and 2. */
  | 'INFORMATION'
  /** Partly online (một phần): formerly level 3. */
  | 'PARTIAL';

export type AccessRecordsQueryVariables = Exact<{
  filter?: AccessFilter | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type AccessRecordsQuery = { accessRecords: { nodes: Array<{ at: string, request: string, operation: string | null, subjectCount: number, outcome: AccessOutcome, denied: Array<string>, refusal: string | null, review: boolean, actor: { subject: string, client: string, issuer: string, roles: Array<string>, agency: { id: string, name: string | null } | null } | null, purpose: { code: AccessPurposeCode, caseReference: string | null, reason: string | null } | null, personal: Array<{ coordinate: string, state: DisclosureState }> } | null>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type CitizenFileQueryVariables = Exact<{
  personalId: string | number;
}>;


export type CitizenFileQuery = { person: { personalId: string, dossiers: { totalCount: number | null, nodes: Array<{ code: string, status: DossierStatus, appliedAt: string | null, dueAt: string | null, overdue: boolean, procedure: { code: string, name: string | null } | null, agency: { id: string, name: string | null } | null } | null> } | null, healthRecord: { patient: { fullName: string | null, birthDate: string | null, sex: HealthSex | null }, station: { name: string | null } | null, problems: Array<{ status: HealthProblemStatus | null, code: { code: string | null, display: string | null } | null }> | null, allergies: Array<{ criticality: HealthAllergyCriticality | null, substance: { display: string | null } | null }> | null, medications: Array<{ dosage: string | null, status: HealthMedicationStatus | null, medication: { display: string | null } | null }> | null, immunizations: Array<{ occurredOn: string | null, vaccine: { display: string | null } | null }> | null, observations: Array<{ observedAt: string | null, code: { display: string | null } | null, measures: Array<{ value: number | null, unit: string | null }> }> | null, provenance: { source: string, fetchedAt: string } } | null, parcels: { totalCount: number | null, nodes: Array<{ code: string, address: string | null, areaM2: number | null, landUses: Array<{ code: string, name: string | null }> | null } | null> } | null } | null };

export type CityOverviewQueryVariables = Exact<{
  jurisdiction: string;
}>;


export type CityOverviewQuery = { jurisdiction: { slug: string, name: string | null, legalStatus: JurisdictionStatus | null, population: number | null, province: { code: string, name: string | null } | null, dossierStatistics: { suppressed: boolean, received: number | null, completed: number | null, inProgress: number | null, onTime: number | null, overdue: number | null, onTimeShare: number | null, onlineShare: number | null, satisfaction: { suppressed: boolean, satisfiedShare: number | null, total: number | null }, provenance: { source: string, system: string, jurisdiction: string | null, fetchedAt: string } } | null, documentStatistics: { incoming: number, outgoing: number, signedShare: number | null, onTimeShare: number | null, overdue: number, provenance: { source: string, fetchedAt: string } } | null, healthStatistics: { suppressed: boolean, recordCount: number | null, population: number | null, coverage: number | null, provenance: { source: string, fetchedAt: string } } | null, landStatistics: { suppressed: boolean, parcelCount: number | null, areaM2: number | null, byLandUse: Array<{ suppressed: boolean, parcelCount: number | null, areaM2: number | null, landUse: { code: string, name: string | null } | null }> | null, provenance: { source: string, fetchedAt: string } } | null, scorecard: { attainedShare: number | null, attainment: number | null, provenance: { source: string, fetchedAt: string } } | null } | null };

export type DocumentTraceQueryVariables = Exact<{
  id: string | number;
}>;


export type DocumentTraceQuery = { document: { id: string, notation: string, subject: string, type: string | null, direction: DocumentDirection, urgency: DocumentUrgency | null, signedOn: string | null, registeredOn: string, dueOn: string | null, completedOn: string | null, onTime: boolean | null, digitallySigned: boolean, signer: { fullName: string, position: string | null } | null, issuer: { id: string, name: string | null } | null, agency: { id: string, name: string | null } | null, steps: Array<{ at: string, action: string | null, officerName: string | null }> | null, files: Array<{ name: string, sizeBytes: number | null, signed: boolean }> | null, deliveries: Array<{ status: DeliveryStatus | null, at: string | null, recipient: { id: string, name: string | null } | null }> | null, dossier: { code: string, status: DossierStatus, procedure: { name: string | null } | null } | null, provenance: { source: string, fetchedAt: string } } | null };

export type DossierListQueryVariables = Exact<{
  jurisdiction: string;
  first: number;
}>;


export type DossierListQuery = { dossiers: { totalCount: number | null, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ code: string, status: DossierStatus, appliedAt: string | null, dueAt: string | null, overdue: boolean, procedure: { code: string, name: string | null } | null, agency: { id: string, name: string | null } | null, applicant: { fullName: string | null, person: { personalId: string, parcels: { nodes: Array<{ code: string, address: string | null, areaM2: number | null } | null> } | null } | null } | null } | null> } | null };

export type DossierTraceQueryVariables = Exact<{
  code: string | number;
}>;


export type DossierTraceQuery = { dossier: { code: string, status: DossierStatus, appliedAt: string | null, acceptedAt: string | null, dueAt: string | null, completedAt: string | null, returnedAt: string | null, onTime: boolean | null, rawStatus: { code: number, name: string }, procedure: { code: string, name: string | null, serviceLevel: ServiceLevel | null, sector: { name: string | null } | null } | null, agency: { id: string, name: string | null } | null, steps: Array<{ name: string, startedAt: string | null, endedAt: string | null, officerName: string | null }>, fees: Array<{ name: string, amount: number, paid: boolean }> | null, applicant: { fullName: string | null } | null, documents: { totalCount: number | null, nodes: Array<{ id: string, notation: string, subject: string, type: string | null, signedOn: string | null, digitallySigned: boolean, issuer: { name: string | null } | null } | null> } | null, parcel: { code: string, communeCode: string | null, sheetNumber: number | null, parcelNumber: number | null, areaM2: number | null, address: string | null, landUses: Array<{ code: string, name: string | null }> | null } | null, provenance: { source: string, system: string, jurisdiction: string | null, fetchedAt: string } } | null };

export type MyAccessLogQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type MyAccessLogQuery = { myAccessLog: { nodes: Array<{ at: string, categories: Array<PersonalDataCategory>, masked: boolean, emergency: boolean, agency: { id: string, name: string | null } | null, jurisdictions: Array<{ slug: string, name: string | null }> | null, purpose: { code: AccessPurposeCode, description: string, legalBasis: string } | null } | null>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type ParcelAtQueryVariables = Exact<{
  lon: number;
  lat: number;
}>;


export type ParcelAtQuery = { parcelAt: { code: string, communeCode: string | null, sheetNumber: number | null, parcelNumber: number | null, areaM2: number | null, address: string | null, certified: boolean | null, geometry: import("geojson").Geometry | null, landUses: Array<{ code: string, name: string | null, listVersion: string }> | null, planningZones: Array<{ id: string, name: string | null, decision: string | null, plannedUse: { code: string, name: string | null } | null }> | null, unit: { code: string, name: string | null } | null, jurisdiction: { slug: string, name: string | null } | null, users: Array<{ fullName: string | null, person: { personalId: string } | null }> | null, provenance: { source: string, system: string, fetchedAt: string } | null } | null };

export type ProvinceOverviewQueryVariables = Exact<{
  province: string;
}>;


export type ProvinceOverviewQuery = { jurisdictions: Array<{ slug: string, name: string | null, dossierStatistics: { suppressed: boolean, onTime: number | null, overdue: number | null, onTimeShare: number | null } | null, documentStatistics: { signedShare: number | null } | null, healthStatistics: { suppressed: boolean, coverage: number | null } | null, scorecard: { attainment: number | null, attainedShare: number | null } | null }> | null };

export type ScorecardQueryVariables = Exact<{
  jurisdiction: string;
  year: number;
}>;


export type ScorecardQuery = { scorecard: { year: number, attainedShare: number | null, attainment: number | null, rows: Array<{ target: number | null, actual: number | null, attainment: number | null, direction: IndicatorDirection, met: boolean | null, actualAsOf: string | null, indicator: { code: string, name: string, unit: string, group: { name: string } }, dataQuality: Array<{ code: DataQualityCode, message: string, sourceDocuments: Array<string> }> }>, dataQuality: Array<{ code: DataQualityCode, message: string, sourceDocuments: Array<string> }>, provenance: { source: string, fetchedAt: string } } | null };

export type WardOverviewQueryVariables = Exact<{
  code: string;
}>;


export type WardOverviewQuery = { adminUnit: { code: string, validFrom: string, name: string | null, areaKm2: number | null, population: number | null, province: { name: string | null } | null, jurisdiction: { slug: string, name: string | null } | null, predecessors: Array<{ code: string, name: string | null, formerDistrict: string | null }> | null, agency: { id: string, code102: string | null, name: string | null, dossierStatistics: { suppressed: boolean, received: number | null, onTime: number | null, overdue: number | null, onTimeShare: number | null } | null, documentStatistics: { incoming: number, outgoing: number, signedShare: number | null } | null } | null, healthStatistics: { suppressed: boolean, recordCount: number | null, coverage: number | null } | null, landStatistics: { suppressed: boolean, parcelCount: number | null, areaM2: number | null } | null } | null };


export const AccessRecordsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"AccessRecords"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"AccessFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"accessRecords"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"request"}},{"kind":"Field","name":{"kind":"Name","value":"actor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"subject"}},{"kind":"Field","name":{"kind":"Name","value":"client"}},{"kind":"Field","name":{"kind":"Name","value":"issuer"}},{"kind":"Field","name":{"kind":"Name","value":"roles"}},{"kind":"Field","name":{"kind":"Name","value":"agency"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"purpose"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"caseReference"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}}]}},{"kind":"Field","name":{"kind":"Name","value":"operation"}},{"kind":"Field","name":{"kind":"Name","value":"personal"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"coordinate"}},{"kind":"Field","name":{"kind":"Name","value":"state"}}]}},{"kind":"Field","name":{"kind":"Name","value":"subjectCount"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"denied"}},{"kind":"Field","name":{"kind":"Name","value":"refusal"}},{"kind":"Field","name":{"kind":"Name","value":"review"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]} as unknown as DocumentNode<AccessRecordsQuery, AccessRecordsQueryVariables>;
export const CitizenFileDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"CitizenFile"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"personalId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"person"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"personalId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"personalId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"personalId"}},{"kind":"Field","name":{"kind":"Name","value":"dossiers"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"20"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"appliedAt"}},{"kind":"Field","name":{"kind":"Name","value":"dueAt"}},{"kind":"Field","name":{"kind":"Name","value":"overdue"}},{"kind":"Field","name":{"kind":"Name","value":"procedure"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"agency"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"healthRecord"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"patient"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"fullName"}},{"kind":"Field","name":{"kind":"Name","value":"birthDate"}},{"kind":"Field","name":{"kind":"Name","value":"sex"}}]}},{"kind":"Field","name":{"kind":"Name","value":"station"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"problems"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"display"}}]}},{"kind":"Field","name":{"kind":"Name","value":"status"}}]}},{"kind":"Field","name":{"kind":"Name","value":"allergies"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"substance"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"display"}}]}},{"kind":"Field","name":{"kind":"Name","value":"criticality"}}]}},{"kind":"Field","name":{"kind":"Name","value":"medications"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"medication"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"display"}}]}},{"kind":"Field","name":{"kind":"Name","value":"dosage"}},{"kind":"Field","name":{"kind":"Name","value":"status"}}]}},{"kind":"Field","name":{"kind":"Name","value":"immunizations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"vaccine"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"display"}}]}},{"kind":"Field","name":{"kind":"Name","value":"occurredOn"}}]}},{"kind":"Field","name":{"kind":"Name","value":"observations"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"last"},"value":{"kind":"IntValue","value":"5"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"display"}}]}},{"kind":"Field","name":{"kind":"Name","value":"observedAt"}},{"kind":"Field","name":{"kind":"Name","value":"measures"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"unit"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"provenance"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"source"}},{"kind":"Field","name":{"kind":"Name","value":"fetchedAt"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"parcels"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"20"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"address"}},{"kind":"Field","name":{"kind":"Name","value":"areaM2"}},{"kind":"Field","name":{"kind":"Name","value":"landUses"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<CitizenFileQuery, CitizenFileQueryVariables>;
export const CityOverviewDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"CityOverview"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"jurisdiction"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"jurisdiction"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"slug"},"value":{"kind":"Variable","name":{"kind":"Name","value":"jurisdiction"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"legalStatus"}},{"kind":"Field","name":{"kind":"Name","value":"province"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"population"}},{"kind":"Field","name":{"kind":"Name","value":"dossierStatistics"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"suppressed"}},{"kind":"Field","name":{"kind":"Name","value":"received"}},{"kind":"Field","name":{"kind":"Name","value":"completed"}},{"kind":"Field","name":{"kind":"Name","value":"inProgress"}},{"kind":"Field","name":{"kind":"Name","value":"onTime"}},{"kind":"Field","name":{"kind":"Name","value":"overdue"}},{"kind":"Field","name":{"kind":"Name","value":"onTimeShare"}},{"kind":"Field","name":{"kind":"Name","value":"onlineShare"}},{"kind":"Field","name":{"kind":"Name","value":"satisfaction"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"suppressed"}},{"kind":"Field","name":{"kind":"Name","value":"satisfiedShare"}},{"kind":"Field","name":{"kind":"Name","value":"total"}}]}},{"kind":"Field","name":{"kind":"Name","value":"provenance"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"source"}},{"kind":"Field","name":{"kind":"Name","value":"system"}},{"kind":"Field","name":{"kind":"Name","value":"jurisdiction"}},{"kind":"Field","name":{"kind":"Name","value":"fetchedAt"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"documentStatistics"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"incoming"}},{"kind":"Field","name":{"kind":"Name","value":"outgoing"}},{"kind":"Field","name":{"kind":"Name","value":"signedShare"}},{"kind":"Field","name":{"kind":"Name","value":"onTimeShare"}},{"kind":"Field","name":{"kind":"Name","value":"overdue"}},{"kind":"Field","name":{"kind":"Name","value":"provenance"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"source"}},{"kind":"Field","name":{"kind":"Name","value":"fetchedAt"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"healthStatistics"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"suppressed"}},{"kind":"Field","name":{"kind":"Name","value":"recordCount"}},{"kind":"Field","name":{"kind":"Name","value":"population"}},{"kind":"Field","name":{"kind":"Name","value":"coverage"}},{"kind":"Field","name":{"kind":"Name","value":"provenance"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"source"}},{"kind":"Field","name":{"kind":"Name","value":"fetchedAt"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"landStatistics"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"suppressed"}},{"kind":"Field","name":{"kind":"Name","value":"parcelCount"}},{"kind":"Field","name":{"kind":"Name","value":"areaM2"}},{"kind":"Field","name":{"kind":"Name","value":"byLandUse"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"suppressed"}},{"kind":"Field","name":{"kind":"Name","value":"landUse"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"parcelCount"}},{"kind":"Field","name":{"kind":"Name","value":"areaM2"}}]}},{"kind":"Field","name":{"kind":"Name","value":"provenance"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"source"}},{"kind":"Field","name":{"kind":"Name","value":"fetchedAt"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"scorecard"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"year"},"value":{"kind":"IntValue","value":"2025"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"attainedShare"}},{"kind":"Field","name":{"kind":"Name","value":"attainment"}},{"kind":"Field","name":{"kind":"Name","value":"provenance"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"source"}},{"kind":"Field","name":{"kind":"Name","value":"fetchedAt"}}]}}]}}]}}]}}]} as unknown as DocumentNode<CityOverviewQuery, CityOverviewQueryVariables>;
export const DocumentTraceDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"DocumentTrace"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"document"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"notation"}},{"kind":"Field","name":{"kind":"Name","value":"subject"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"direction"}},{"kind":"Field","name":{"kind":"Name","value":"urgency"}},{"kind":"Field","name":{"kind":"Name","value":"signedOn"}},{"kind":"Field","name":{"kind":"Name","value":"registeredOn"}},{"kind":"Field","name":{"kind":"Name","value":"dueOn"}},{"kind":"Field","name":{"kind":"Name","value":"completedOn"}},{"kind":"Field","name":{"kind":"Name","value":"onTime"}},{"kind":"Field","name":{"kind":"Name","value":"digitallySigned"}},{"kind":"Field","name":{"kind":"Name","value":"signer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"fullName"}},{"kind":"Field","name":{"kind":"Name","value":"position"}}]}},{"kind":"Field","name":{"kind":"Name","value":"issuer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"agency"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"steps"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"action"}},{"kind":"Field","name":{"kind":"Name","value":"officerName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"files"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"sizeBytes"}},{"kind":"Field","name":{"kind":"Name","value":"signed"}}]}},{"kind":"Field","name":{"kind":"Name","value":"deliveries"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"recipient"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"at"}}]}},{"kind":"Field","name":{"kind":"Name","value":"dossier"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"procedure"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"provenance"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"source"}},{"kind":"Field","name":{"kind":"Name","value":"fetchedAt"}}]}}]}}]}}]} as unknown as DocumentNode<DocumentTraceQuery, DocumentTraceQueryVariables>;
export const DossierListDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"DossierList"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"jurisdiction"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"dossiers"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"jurisdiction"},"value":{"kind":"Variable","name":{"kind":"Name","value":"jurisdiction"}}}]}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"appliedAt"}},{"kind":"Field","name":{"kind":"Name","value":"dueAt"}},{"kind":"Field","name":{"kind":"Name","value":"overdue"}},{"kind":"Field","name":{"kind":"Name","value":"procedure"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"agency"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"applicant"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"fullName"}},{"kind":"Field","name":{"kind":"Name","value":"person"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"personalId"}},{"kind":"Field","name":{"kind":"Name","value":"parcels"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"5"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"address"}},{"kind":"Field","name":{"kind":"Name","value":"areaM2"}}]}}]}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<DossierListQuery, DossierListQueryVariables>;
export const DossierTraceDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"DossierTrace"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"code"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"dossier"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"code"},"value":{"kind":"Variable","name":{"kind":"Name","value":"code"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"rawStatus"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"appliedAt"}},{"kind":"Field","name":{"kind":"Name","value":"acceptedAt"}},{"kind":"Field","name":{"kind":"Name","value":"dueAt"}},{"kind":"Field","name":{"kind":"Name","value":"completedAt"}},{"kind":"Field","name":{"kind":"Name","value":"returnedAt"}},{"kind":"Field","name":{"kind":"Name","value":"onTime"}},{"kind":"Field","name":{"kind":"Name","value":"procedure"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"serviceLevel"}},{"kind":"Field","name":{"kind":"Name","value":"sector"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"agency"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"steps"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"endedAt"}},{"kind":"Field","name":{"kind":"Name","value":"officerName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"fees"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"paid"}}]}},{"kind":"Field","name":{"kind":"Name","value":"applicant"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"fullName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"documents"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"10"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"notation"}},{"kind":"Field","name":{"kind":"Name","value":"subject"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"signedOn"}},{"kind":"Field","name":{"kind":"Name","value":"digitallySigned"}},{"kind":"Field","name":{"kind":"Name","value":"issuer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"parcel"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"communeCode"}},{"kind":"Field","name":{"kind":"Name","value":"sheetNumber"}},{"kind":"Field","name":{"kind":"Name","value":"parcelNumber"}},{"kind":"Field","name":{"kind":"Name","value":"areaM2"}},{"kind":"Field","name":{"kind":"Name","value":"address"}},{"kind":"Field","name":{"kind":"Name","value":"landUses"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"provenance"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"source"}},{"kind":"Field","name":{"kind":"Name","value":"system"}},{"kind":"Field","name":{"kind":"Name","value":"jurisdiction"}},{"kind":"Field","name":{"kind":"Name","value":"fetchedAt"}}]}}]}}]}}]} as unknown as DocumentNode<DossierTraceQuery, DossierTraceQueryVariables>;
export const MyAccessLogDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"MyAccessLog"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"myAccessLog"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"agency"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"jurisdictions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"purpose"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"legalBasis"}}]}},{"kind":"Field","name":{"kind":"Name","value":"categories"}},{"kind":"Field","name":{"kind":"Name","value":"masked"}},{"kind":"Field","name":{"kind":"Name","value":"emergency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]} as unknown as DocumentNode<MyAccessLogQuery, MyAccessLogQueryVariables>;
export const ParcelAtDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ParcelAt"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"lon"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Float"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"lat"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Float"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"parcelAt"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"lon"},"value":{"kind":"Variable","name":{"kind":"Name","value":"lon"}}},{"kind":"Argument","name":{"kind":"Name","value":"lat"},"value":{"kind":"Variable","name":{"kind":"Name","value":"lat"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"communeCode"}},{"kind":"Field","name":{"kind":"Name","value":"sheetNumber"}},{"kind":"Field","name":{"kind":"Name","value":"parcelNumber"}},{"kind":"Field","name":{"kind":"Name","value":"areaM2"}},{"kind":"Field","name":{"kind":"Name","value":"address"}},{"kind":"Field","name":{"kind":"Name","value":"certified"}},{"kind":"Field","name":{"kind":"Name","value":"geometry"}},{"kind":"Field","name":{"kind":"Name","value":"landUses"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"listVersion"}}]}},{"kind":"Field","name":{"kind":"Name","value":"planningZones"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"plannedUse"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"decision"}}]}},{"kind":"Field","name":{"kind":"Name","value":"unit"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"jurisdiction"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"users"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"fullName"}},{"kind":"Field","name":{"kind":"Name","value":"person"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"personalId"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"provenance"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"source"}},{"kind":"Field","name":{"kind":"Name","value":"system"}},{"kind":"Field","name":{"kind":"Name","value":"fetchedAt"}}]}}]}}]}}]} as unknown as DocumentNode<ParcelAtQuery, ParcelAtQueryVariables>;
export const ProvinceOverviewDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ProvinceOverview"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"province"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"jurisdictions"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"province"},"value":{"kind":"Variable","name":{"kind":"Name","value":"province"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"dossierStatistics"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"suppressed"}},{"kind":"Field","name":{"kind":"Name","value":"onTime"}},{"kind":"Field","name":{"kind":"Name","value":"overdue"}},{"kind":"Field","name":{"kind":"Name","value":"onTimeShare"}}]}},{"kind":"Field","name":{"kind":"Name","value":"documentStatistics"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"signedShare"}}]}},{"kind":"Field","name":{"kind":"Name","value":"healthStatistics"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"suppressed"}},{"kind":"Field","name":{"kind":"Name","value":"coverage"}}]}},{"kind":"Field","name":{"kind":"Name","value":"scorecard"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"year"},"value":{"kind":"IntValue","value":"2025"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"attainment"}},{"kind":"Field","name":{"kind":"Name","value":"attainedShare"}}]}}]}}]}}]} as unknown as DocumentNode<ProvinceOverviewQuery, ProvinceOverviewQueryVariables>;
export const ScorecardDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Scorecard"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"jurisdiction"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"year"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"scorecard"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"jurisdiction"},"value":{"kind":"Variable","name":{"kind":"Name","value":"jurisdiction"}}},{"kind":"Argument","name":{"kind":"Name","value":"year"},"value":{"kind":"Variable","name":{"kind":"Name","value":"year"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"year"}},{"kind":"Field","name":{"kind":"Name","value":"attainedShare"}},{"kind":"Field","name":{"kind":"Name","value":"attainment"}},{"kind":"Field","name":{"kind":"Name","value":"rows"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"indicator"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"unit"}},{"kind":"Field","name":{"kind":"Name","value":"group"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"target"}},{"kind":"Field","name":{"kind":"Name","value":"actual"}},{"kind":"Field","name":{"kind":"Name","value":"attainment"}},{"kind":"Field","name":{"kind":"Name","value":"direction"}},{"kind":"Field","name":{"kind":"Name","value":"met"}},{"kind":"Field","name":{"kind":"Name","value":"actualAsOf"}},{"kind":"Field","name":{"kind":"Name","value":"dataQuality"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"sourceDocuments"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"dataQuality"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"sourceDocuments"}}]}},{"kind":"Field","name":{"kind":"Name","value":"provenance"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"source"}},{"kind":"Field","name":{"kind":"Name","value":"fetchedAt"}}]}}]}}]}}]} as unknown as DocumentNode<ScorecardQuery, ScorecardQueryVariables>;
export const WardOverviewDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"WardOverview"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"code"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"adminUnit"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"code"},"value":{"kind":"Variable","name":{"kind":"Name","value":"code"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"validFrom"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"areaKm2"}},{"kind":"Field","name":{"kind":"Name","value":"province"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"jurisdiction"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"predecessors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"formerDistrict"}}]}},{"kind":"Field","name":{"kind":"Name","value":"population"}},{"kind":"Field","name":{"kind":"Name","value":"agency"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"code102"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"dossierStatistics"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"suppressed"}},{"kind":"Field","name":{"kind":"Name","value":"received"}},{"kind":"Field","name":{"kind":"Name","value":"onTime"}},{"kind":"Field","name":{"kind":"Name","value":"overdue"}},{"kind":"Field","name":{"kind":"Name","value":"onTimeShare"}}]}},{"kind":"Field","name":{"kind":"Name","value":"documentStatistics"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"incoming"}},{"kind":"Field","name":{"kind":"Name","value":"outgoing"}},{"kind":"Field","name":{"kind":"Name","value":"signedShare"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"healthStatistics"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"suppressed"}},{"kind":"Field","name":{"kind":"Name","value":"recordCount"}},{"kind":"Field","name":{"kind":"Name","value":"coverage"}}]}},{"kind":"Field","name":{"kind":"Name","value":"landStatistics"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"suppressed"}},{"kind":"Field","name":{"kind":"Name","value":"parcelCount"}},{"kind":"Field","name":{"kind":"Name","value":"areaM2"}}]}}]}}]}}]} as unknown as DocumentNode<WardOverviewQuery, WardOverviewQueryVariables>;