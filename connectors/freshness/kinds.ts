/** For how long what a source answered may be shown. Seconds. */
export interface Freshness {
  /** So long it is not asked for again. 0: it is asked for each time. */
  readonly freshSeconds: number;
  /** So long after that it is shown, marked as stale, where the source cannot answer. 0: never. */
  readonly staleSeconds: number;
  /** Of people: kept encrypted, and shown only to who read it, with the same rights. Never stale. */
  readonly personal: boolean;
}

const reference: Freshness = { freshSeconds: 600, staleSeconds: 7 * 86_400, personal: false };
const figures: Freshness = { freshSeconds: 60, staleSeconds: 86_400, personal: false };
const personal: Freshness = { freshSeconds: 15, staleSeconds: 0, personal: true };

/** What sources answer with, by kind. Changed for a hub under `freshness` in hub.yaml. */
export const kinds = {
  Procedure: reference,
  Agency: reference,
  Indicator: reference,
  ReportRegime: reference,
  PlanningZone: reference,
  LandStatistics: figures,
  DossierStatistics: figures,
  DocumentStatistics: figures,
  HealthStatistics: figures,
  Observation: figures,
  ReportStatus: figures,
  Dossier: personal,
  DossierList: personal,
  DossierFee: personal,
  Document: personal,
  DocumentList: personal,
  DocumentFile: personal,
  DocumentDelivery: personal,
  HandlingStep: personal,
  Parcel: personal,
  HealthRecord: personal,
} as const satisfies Readonly<Record<string, Freshness>>;

export type Kind = keyof typeof kinds;
export type FreshnessOf = Readonly<Record<Kind, Freshness>>;
