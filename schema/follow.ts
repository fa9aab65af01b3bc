import { setTimeout } from 'node:timers/promises';
import { createEventQueue, type EventQueue } from '../core/event-queue.js';
import { HubError } from '../core/errors.js';
import type { Feed } from '../core/feed.js';

/** Events that may wait for one subscriber. */
const mostWaiting = 1_000;
/** A source that does not say where it stands is listened to all the same. */
const longestOpeningMs = 5_000;

/**
 * What the feeds tell of, as far as `concerns` this subscriber: every event is held against their rights and their question. Kept once all feeds
 * have begun. Nothing to follow is an end at once: nothing would ever come.
 */
export async function follow<T>(feeds: readonly Feed<T>[], concerns: (event: T) => boolean): Promise<EventQueue<T>> {
  const events = createEventQueue<T>(mostWaiting, () => listening.forEach(({ leave }) => leave()));
  const hear = (event: T) => void (concerns(event) && events.push(event));
  // A feed is closed where its source is read by other settings from now on: what happened meanwhile, nobody could say.
  const listening = feeds.map((feed) => feed.listen(hear, () => events.end(new HubError('SCHEMA_CHANGED'))));
  if (feeds.length === 0) events.end();
  const begun = Promise.all(listening.map((one) => one.begun));
  await Promise.race([begun, setTimeout(longestOpeningMs, undefined, { ref: false })]);
  return events;
}
