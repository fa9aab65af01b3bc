import { z } from 'zod';

export const SourceId = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(100)
  .describe('a source is named as in hub.yaml, such as igate-nghe-an');
export const SourceIds = z.array(SourceId).max(100).nullable().describe('at most 100 names of sources, such as igate-nghe-an');
/** What it says may be of a person: it is never repeated. */
export const EntityKey = z.string().min(1).max(500).describe('a key is 1 to 500 characters');
