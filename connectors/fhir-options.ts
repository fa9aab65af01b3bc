import { z } from 'zod';

/** What the FHIR kit reads from a source's options; a domain checks its own beside these. */
export const FhirOptions = z.object({
  /** Sent as "Authorization: Bearer …". */
  bearerToken: z.string().min(1).optional(),
  /** Whether the server answers batch Bundles; without them each search is a request of its own. */
  batch: z.boolean().default(true),
  /** Searches in one batch. */
  batchSize: z.number().int().min(1).max(1_000).default(200),
  pageSize: z.number().int().min(1).max(1_000).default(200),
  /** A search that goes on beyond either limit fails, rather than answer with a part. */
  maxPages: z.number().int().min(1).default(50),
  maxResources: z.number().int().min(1).default(10_000),
  /** Further security labels that do not restrict a resource, as `system|code`. */
  openLabels: z.array(z.string()).default([]),
});
export type FhirOptions = z.infer<typeof FhirOptions>;
