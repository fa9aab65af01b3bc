import { parseEdxmlStatus, type EdxmlStatus } from '../../connectors/edxml.js';
import { createAxisClient, type AxisAgency, type AxisDelivery } from '../../connectors/exchange-axis.js';
import { wholeReadsOf } from '../../connectors/whole-reads.js';
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

export function createDeliverySource(config: SourceConfig): DeliverySource {
  const client = createAxisClient(config);
  const reads = wholeReadsOf(config);
  // Identifiers are mapped by the axis' own directory: the two schemes cannot be turned into each other by rule.
  const directory = async () => byAnyCode(await reads.one({ kind: 'Agency', key: 'directory' }, () => client.agencies()));
  const find = (axisIds: readonly string[]) =>
    reads.many<Travelled | null>('DocumentDelivery', axisIds, async (missing) => {
      const found = new Map((await client.deliveries(missing)).map((delivery) => [delivery.documentId, delivery]));
      return missing.map((id) => (found.has(id) ? readMessages(found.get(id)!, config.id) : null));
    });
  return {
    config,
    async deliveries(axisIds) {
      const [found, agencyOf] = await Promise.all([find(axisIds), directory()]);
      const provenance = provenanceOf(config);
      const told = (each: Travelled | Error) => (each instanceof Error ? each : toDeliveries(each, agencyOf, provenance));
      return new Map(axisIds.flatMap((id, at) => (found[at] ? [[id, told(found[at])] as const] : [])));
    },
    close: () => client.close(),
  };
}

/** Whom a document was sent to, and what came back. */
interface Travelled {
  readonly to: readonly string[];
  readonly messages: readonly EdxmlStatus[];
}

function readMessages({ to, messages }: AxisDelivery, source: string): Travelled | Error {
  try {
    return { to, messages: messages.map((bytes) => parseEdxmlStatus(bytes, { source, maxBytes: maxMessageBytes })) };
  } catch (error) {
    return error instanceof Error ? error : new Error('unreadable status message');
  }
}

function toDeliveries({ to, messages }: Travelled, agencyOf: AgencyOf, provenance: Provenance): DocumentDelivery[] {
  // A document may be sent to one of an agency's codes and answered under another.
  const whose = (code: string) => agencyOf(code) ?? code;
  const answered = groupBy(messages, ({ from }) => whose(from.organId));
  // A recipient that said nothing yet is a recipient all the same.
  const recipients = groupBy([...to, ...messages.map(({ from }) => from.organId)], whose);
  return [...recipients].map(([agency, [code]]) => ({
    recipientCode: code!,
    recipient: agencyOf(code!) === null ? null : { id: agency },
    ...courseOf(answered.get(agency) ?? []),
    provenance,
  }));
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
