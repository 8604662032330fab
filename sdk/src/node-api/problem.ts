import { z } from 'zod';

/** RFC 9457 problem details, the body of every error (`application/problem+json`). */
export const problemSchema = z.object({
  /** A stable name of the kind of error, e.g. `urn:cultivar:error:job-not-found`. */
  type: z.string(),
  title: z.string(),
  status: z.number().int().min(400).max(599),
  detail: z.string(),
  /** Path of the request. */
  instance: z.string().optional(),
  /** The places of the input that are wrong. */
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});

/** RFC 9457 problem details. */
export type Problem = z.infer<typeof problemSchema>;
