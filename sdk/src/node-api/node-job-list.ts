import { z } from 'zod';
import { nodeJobSchema } from './node-job.ts';

/** `GET /jobs`: newest first. Query: `state` (one), `limit` (1-500, default 100), `before` (cursor). */
export const nodeJobListSchema = z.object({
  jobs: z.array(nodeJobSchema),
  /** Pass as `before` for the next page; absent on the last. */
  next: z.string().optional(),
});

/** A page of a node's jobs. */
export type NodeJobList = z.infer<typeof nodeJobListSchema>;
