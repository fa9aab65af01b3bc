import { z } from 'zod';
import { Reason } from '../../../core/errors.js';
import { accessLogSettings, accessLogVariables, type AccessLogSettings } from '../../../gateway/access-log/settings.js';
import { Misuse } from './usage.js';

export type Env = Readonly<Record<string, string | undefined>>;

/** Where the hub that is configured here keeps its log; null where it keeps none. */
export function settingsIn(env: Env): AccessLogSettings | null {
  const parsed = z.object(accessLogVariables).safeParse(env);
  if (!parsed.success) throw new Misuse(`Invalid configuration:\n${z.prettifyError(parsed.error)}`);
  return accessLogSettings(parsed.data);
}

export function logIn(env: Env): AccessLogSettings {
  const settings = settingsIn(env);
  if (!settings) throw new Reason('HUB_ACCESS_LOG is off: no log is kept here.');
  return settings;
}
