import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { HubError, Reason } from '../core/errors.js';
import type { SourceConfig } from '../core/sources.js';
import { createHttpClient, parseJson } from './http.js';

/** An organization as the axis lists it, under both identifier schemes. */
const AxisAgency = z.object({
  /** Root first, QĐ 20/2020: H41.17. */
  code: z.string(),
  /** Leaf first, QCVN 102: 000.00.17.H41. */
  code102: z.string().nullish(),
  oldCode: z.string().nullish(),
  name: z.string(),
});
export type AxisAgency = z.infer<typeof AxisAgency>;

const AxisItem = z.object({
  docId: z.string(),
  serviceType: z.string(),
  messageType: z.string(),
  created_time: z.string(),
  updated_time: z.string(),
  from: z.string(),
  to: z.string(),
  status: z.string(),
  status_desc: z.string().nullish(),
});
export type AxisItem = z.infer<typeof AxisItem>;

const base64 = z.string().transform((text) => Buffer.from(text, 'base64'));
const AxisDelivery = z.object({ documentId: z.string(), to: z.array(z.string()), messages: z.array(base64) });
/** A document on the axis: whom it was sent to, and the status messages (edXML) that came back. */
export type AxisDelivery = z.infer<typeof AxisDelivery>;

export interface AxisClient {
  readonly source: SourceConfig;
  agencies(): Promise<AxisAgency[]>;
  received(messageType: 'edoc' | 'status'): Promise<AxisItem[]>;
  sent(messageType: 'edoc' | 'status'): Promise<AxisItem[]>;
  countReceived(messageType: 'edoc' | 'status'): Promise<number>;
  /** The edXML bytes of one message. */
  edoc(docId: string): Promise<Buffer>;
  /** What is known of the given documents, in one request; unknown ids are left out. */
  deliveries(documentIds: readonly string[]): Promise<AxisDelivery[]>;
  close(): Promise<void>;
}

const Credentials = z.object({ systemId: z.string().min(1), secret: z.string().min(1) });
const contentType = 'application/json';

/** A client of the national interchange axis (trục liên thông, VXP): signed POSTs, `{status, ErrorCode, ErrorDesc, data}` answers. */
export function createAxisClient(source: SourceConfig): AxisClient {
  const { systemId, secret } = Credentials.parse(source.options);
  const http = createHttpClient(source);
  const refuse = (reason: string) =>
    new HubError('SOURCE_UNAVAILABLE', undefined, { source: source.id, cause: new Reason(reason) });

  async function call<T>(path: string, fields: object, data: z.ZodType<T>): Promise<T> {
    const body = JSON.stringify({ servicetype: 'eDoc', ...fields });
    const timestamp = axisTimestamp(new Date());
    const signature = signAxisRequest(secret, { systemId, timestamp, contentType, body });
    const headers = { 'content-type': contentType, systemId, timestamp, signature };
    const answer = await http.send({ method: 'POST', path, headers, body });
    if (answer.status === 404) throw refuse('status 404');
    // A refusal bears no data; the shape of data is asked for only where there is some.
    const { status } = parseJson(answer.text, z.object({ status: z.string() }), source.id);
    if (status !== 'OK') throw refuse('the axis answered other than OK');
    return parseJson(answer.text, z.object({ data }), source.id).data;
  }

  return {
    source,
    agencies: () => call('getAgenciesList', {}, z.array(AxisAgency)),
    received: (messagetype) => call('getReceivedEdocList', { messagetype }, z.array(AxisItem)),
    sent: (messagetype) => call('getSentEdocList', { messagetype }, z.array(AxisItem)),
    countReceived: (messagetype) => call('countReceiveEdoc', { messagetype }, z.number().int().min(0)),
    edoc: (docId) => call('getEdoc', { docId }, base64),
    deliveries: (documentIds) => call('getDeliveriesByDocumentIds', { documentIds }, z.array(AxisDelivery)),
    close: () => http.close(),
  };
}

export interface SignedParts {
  readonly systemId: string;
  readonly timestamp: string;
  readonly contentType: string;
  readonly body: string;
}

/** HMAC-SHA256, in hex, over the parts one after the other. */
export const signAxisRequest = (secret: string, { systemId, timestamp, contentType: type, body }: SignedParts) =>
  createHmac('sha256', secret)
    .update(systemId + timestamp + type + body)
    .digest('hex');

/** `ddMMyyyy'T'HHmmss+SSSS`, in Vietnamese time; the four digits are milliseconds. */
export function axisTimestamp(at: Date): string {
  const [date, time] = new Date(at.getTime() + 7 * 3_600_000).toISOString().split('T') as [string, string];
  const [year, month, day] = date.split('-');
  return `${day}${month}${year}T${time.slice(0, 8).replaceAll(':', '')}+${time.slice(9, 12).padStart(4, '0')}`;
}
