import { parseEdxmlStatus, type EdxmlStatus } from '../../connectors/edxml.js';
import { createAxisClient, type AxisAgency, type AxisClient, type AxisDelivery } from '../../connectors/exchange-axis.js';
import type { SourceConfig } from '../../core/sources.js';
import { DeliveryStatus } from './document-enums.type.js';
import type { DeliveryReport, DocumentDelivery } from './document-parts.type.js';
import { groupBy } from './group-by.js';

/** The interchange axis as a source of deliveries. */
export interface DeliverySource {
  readonly config: SourceConfig;
  /** Deliveries by the document's id on the axis. A document whose messages cannot be read stands as an Error; unknown ids are left out. */
  deliveries(axisIds: readonly string[]): Promise<ReadonlyMap<string, DocumentDelivery[] | Error>>;
  close(): Promise<void>;
}

const statuses: Readonly<Record<string, DeliveryStatus>> = {
  '01': DeliveryStatus.ARRIVED,
  '02': DeliveryStatus.REFUSED,
  '03': DeliveryStatus.RECEIVED,
  '04': DeliveryStatus.ASSIGNED,
  '05': DeliveryStatus.IN_PROGRESS,
  '06': DeliveryStatus.COMPLETED,
  '13': DeliveryStatus.RECALLED,
  '15': DeliveryStatus.CHANGE_ACCEPTED,
  '16': DeliveryStatus.CHANGE_REFUSED,
};

const maxMessageBytes = 256 * 1024;

export function createDeliverySource(config: SourceConfig): DeliverySource {
  const client = createAxisClient(config);
  const directory = createDirectory(client);
  return {
    config,
    async deliveries(axisIds) {
      const [found, agencyOf] = await Promise.all([client.deliveries(axisIds), directory()]);
      return new Map(found.map((delivery) => [delivery.documentId, readDelivery(delivery, agencyOf, config.id)]));
    },
    close: () => client.close(),
  };
}

function readDelivery(delivery: AxisDelivery, agencyOf: AgencyOf, source: string): DocumentDelivery[] | Error {
  try {
    const messages = delivery.messages.map((bytes) => parseEdxmlStatus(bytes, { source, maxBytes: maxMessageBytes }));
    const answered = groupBy(messages, ({ from }) => from.organId);
    // A recipient that said nothing yet is a recipient all the same.
    const recipients = new Set([...delivery.to, ...answered.keys()]);
    return [...recipients].map((code) => toDelivery(code, answered.get(code) ?? [], agencyOf));
  } catch (error) {
    return error instanceof Error ? error : new Error('unreadable status message');
  }
}

function toDelivery(recipientCode: string, messages: readonly EdxmlStatus[], agencyOf: AgencyOf): DocumentDelivery {
  const reports = messages.map(toReport).toSorted((a, b) => (a.at?.getTime() ?? 0) - (b.at?.getTime() ?? 0));
  const latest = reports.at(-1);
  const agency = agencyOf(recipientCode);
  return {
    recipientCode,
    recipient: agency === null ? null : { id: agency },
    status: latest?.status ?? null,
    rawCode: latest?.rawCode ?? null,
    at: latest?.at ?? null,
    reports,
  };
}

const toReport = ({ statusCode, at }: EdxmlStatus): DeliveryReport => ({
  status: statuses[statusCode] ?? null,
  rawCode: statusCode,
  at,
});

type AgencyOf = (code: string) => string | null;
const directoryLifetimeMs = 60 * 60_000;

/** Identifiers are mapped by the axis' own directory: the two schemes cannot be turned into each other by rule. */
function createDirectory(client: AxisClient): () => Promise<AgencyOf> {
  let held: { readonly until: number; readonly agencyOf: Promise<AgencyOf> } | null = null;
  return () => {
    if (held && held.until > Date.now()) return held.agencyOf;
    const fresh = { until: Date.now() + directoryLifetimeMs, agencyOf: client.agencies().then(byEitherCode) };
    held = fresh;
    fresh.agencyOf.catch(() => {
      if (held === fresh) held = null;
    });
    return fresh.agencyOf;
  };
}

function byEitherCode(agencies: readonly AxisAgency[]): AgencyOf {
  const codes = new Map(
    agencies.flatMap(({ code, code102, oldCode }) => [oldCode, code102, code].map((each) => [each, code] as const)),
  );
  return (code) => codes.get(code) ?? null;
}
