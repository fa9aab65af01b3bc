import { parseEdxmlStatus, type EdxmlStatus } from '../../connectors/edxml.js';
import { createAxisClient, type AxisAgency, type AxisDelivery } from '../../connectors/exchange-axis.js';
import { kept } from '../../connectors/kept.js';
import { groupBy } from '../../core/group-by.js';
import type { SourceConfig } from '../../core/sources.js';
import { provenanceOf, type Provenance } from '../../schema/provenance.js';
import { DeliveryStatus } from './document-enums.type.js';
import type { DeliveryReport, DocumentDelivery } from './document-parts.type.js';

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
const directoryKeptMs = 60 * 60_000;

export function createDeliverySource(config: SourceConfig): DeliverySource {
  const client = createAxisClient(config);
  // Identifiers are mapped by the axis' own directory: the two schemes cannot be turned into each other by rule.
  const directory = kept(directoryKeptMs, async () => byAnyCode(await client.agencies()));
  return {
    config,
    async deliveries(axisIds) {
      const [found, agencyOf] = await Promise.all([client.deliveries(axisIds), directory()]);
      const provenance = provenanceOf(config);
      return new Map(found.map((delivery) => [delivery.documentId, readDelivery(delivery, agencyOf, provenance)]));
    },
    close: () => client.close(),
  };
}

function readDelivery({ to, messages }: AxisDelivery, agencyOf: AgencyOf, provenance: Provenance): DocumentDelivery[] | Error {
  // A document may be sent to one of an agency's codes and answered under another.
  const whose = (code: string) => agencyOf(code) ?? code;
  try {
    const read = messages.map((bytes) => parseEdxmlStatus(bytes, { source: provenance.source, maxBytes: maxMessageBytes }));
    const answered = groupBy(read, ({ from }) => whose(from.organId));
    // A recipient that said nothing yet is a recipient all the same.
    const recipients = groupBy([...to, ...read.map(({ from }) => from.organId)], whose);
    return [...recipients].map(([agency, [code]]) => ({
      recipientCode: code!,
      recipient: agencyOf(code!) === null ? null : { id: agency },
      ...courseOf(answered.get(agency) ?? []),
      provenance,
    }));
  } catch (error) {
    return error instanceof Error ? error : new Error('unreadable status message');
  }
}

function courseOf(messages: readonly EdxmlStatus[]): Pick<DocumentDelivery, 'status' | 'rawCode' | 'at' | 'reports'> {
  const reports = messages.map(toReport).toSorted((a, b) => (a.at?.getTime() ?? 0) - (b.at?.getTime() ?? 0));
  const latest = reports.at(-1);
  return { status: latest?.status ?? null, rawCode: latest?.rawCode ?? null, at: latest?.at ?? null, reports };
}

const toReport = ({ statusCode, at }: EdxmlStatus): DeliveryReport => ({
  status: statuses[statusCode] ?? null,
  rawCode: statusCode,
  at,
});

type AgencyOf = (code: string) => string | null;

/** Codes of today come before those of old: an agency's former code may be another's now. */
function byAnyCode(agencies: readonly AxisAgency[]): AgencyOf {
  const codesOf = (scheme: 'oldCode' | 'code102' | 'code') =>
    agencies.flatMap((agency) => (agency[scheme] ? [[agency[scheme], agency.code] as const] : []));
  const codes = new Map([...codesOf('oldCode'), ...codesOf('code102'), ...codesOf('code')]);
  return (code) => codes.get(code) ?? null;
}
