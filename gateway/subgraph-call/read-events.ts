import { Reason } from '../../core/errors.js';
import { TooLarge } from '../../core/read-text.js';

/** A stream is not UTF-8. */
export class NotText extends Reason {}

/** One event of a stream, as it was named and what it says. */
export interface StreamEvent {
  readonly event: string;
  readonly data: string;
}

/**
 * The events of a `text/event-stream`, as the HTML standard reads it; comments, ids and retry times are passed over. Throws TooLarge where
 * one event takes more than `maxBytes`, and NotText where it is no text.
 */
export async function* readEvents(body: AsyncIterable<Uint8Array>, maxBytes: number): AsyncGenerator<StreamEvent, void> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const event = new EventLines();
  let line = '';
  let size = 0;
  let endsInReturn = false;
  for await (const chunk of body) {
    if ((size += chunk.length) > maxBytes) throw new TooLarge(`more than ${maxBytes} bytes`);
    const text = textIn(chunk, decoder);
    const [first = '', ...others] = (endsInReturn && text.startsWith('\n') ? text.slice(1) : text).split(/\r\n|\r|\n/);
    endsInReturn = text === '' ? endsInReturn : text.endsWith('\r');
    line += first;
    for (const next of others) {
      const whole = event.take(line);
      line = next;
      if (!whole) continue;
      size = line.length;
      yield whole;
    }
  }
}

function textIn(chunk: Uint8Array, decoder: InstanceType<typeof TextDecoder>): string {
  try {
    return decoder.decode(chunk, { stream: true });
  } catch {
    throw new NotText('not UTF-8');
  }
}

/** The lines of one event, until an empty one ends it. */
class EventLines {
  #event = '';
  #data: string[] = [];

  take(line: string): StreamEvent | null {
    if (line === '') return this.#whole();
    const [, field, value = ''] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? [];
    if (field === 'event') this.#event = value;
    else if (field === 'data') this.#data.push(value);
    return null;
  }

  #whole(): StreamEvent | null {
    const whole = { event: this.#event, data: this.#data.join('\n') };
    this.#event = '';
    this.#data = [];
    return whole.event === '' && whole.data === '' ? null : whole;
  }
}
