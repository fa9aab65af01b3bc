import { HubError } from '../../core/errors.js';
import type { Recorder } from '../access-log/recorder.js';
import { shown, type FormatError } from '../subscriptions/present.js';
import type { PartItem } from '../writing/in-parts.js';
import { textOf } from '../writing/written.js';
import type { LaterParts } from './fetch-in-parts.js';
import type { LaterAnswer } from './later-answers.js';

/** What `multipart/mixed` is said to hold: incremental delivery as of August 2022, which Apollo's clients ask for. */
export const multipartType = 'multipart/mixed; boundary="-"; deferSpec=20220824';

export interface MultipartOptions {
  readonly record: Recorder;
  readonly format: FormatError;
}

/**
 * An answer in parts as the text of a multipart body, of which `first` is written already: each part made when the reader has room for it,
 * and recorded before it leaves. Where its record cannot be kept, that part and what was to follow it are withheld.
 */
export async function* multipartText(first: string, parts: LaterParts, options: MultipartOptions): AsyncGenerator<string, void> {
  const { later } = parts;
  try {
    yield `\r\n---${partText(`${first.slice(0, -1)},"hasNext":true}`, true)}`;
    for (let answer = await later.next(); answer; answer = await later.next()) {
      const { items, hasNext } = await kept(answer, parts, options.record);
      const texts = items.map((item) => itemText(item, parts, options.format));
      yield partText(`{"incremental":[${texts.join(',')}],"hasNext":${hasNext}}`, hasNext);
    }
  } finally {
    later.stop();
  }
}

/** A part, and the boundary that tells the reader that it is whole. */
const partText = (json: string, hasNext: boolean) =>
  `\r\ncontent-type: application/json; charset=utf-8\r\n\r\n${json}\r\n---${hasNext ? '' : '--\r\n'}`;

async function kept(answer: LaterAnswer, { later }: LaterParts, record: Recorder): Promise<Omit<LaterAnswer, 'draft'>> {
  if (await record(answer.draft, { correlation: null, http: 200, aborted: false })) return answer;
  return { items: later.fail(answer, new HubError('ACCESS_LOG_UNAVAILABLE')), hasNext: false };
}

function itemText({ path, label, ...answer }: PartItem, { labels }: LaterParts, format: FormatError): string {
  const known = labels.get(label);
  const { errors, data, extensions } = shown(answer, format);
  const text = textOf({ ...(errors && { errors }), ...(extensions && { extensions }), ...(data !== undefined && { data }) });
  return `${text.slice(0, -1)},"path":${JSON.stringify(path)}${known ? `,"label":${JSON.stringify(known)}` : ''}}`;
}
