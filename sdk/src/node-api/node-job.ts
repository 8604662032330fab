import { z } from 'zod';
import { accountText, chainScopedId, digestText, weiText } from './api-fields.ts';
import { jobStateSchema } from './job-state.ts';

/** A job as a node sees it: `GET /jobs` (an array under `jobs`) and `GET /jobs/:id`. */
export const nodeJobSchema = z.object({
  /** `<chainId>:<jobId>`. */
  id: chainScopedId,
  state: jobStateSchema,
  /** Why it was refused or lost; absent otherwise. */
  reason: z.object({ code: z.string(), message: z.string() }).optional(),
  requester: accountText,
  /** Digest of the job's manifest. */
  specDigest: digestText,
  /** Name from the job's manifest; absent until it was read. */
  name: z.string().optional(),
  /** Determinism class as text, from the manifest; absent until it was read. */
  class: z.string().optional(),
  /** What the claim fixed; absent before. */
  priceWei: weiText.optional(),
  /** Seconds since the Unix epoch, chain time. Absent before the claim. */
  deadline: z.number().int().nonnegative().optional(),
  progress: z
    .object({
      step: z.number().int().nonnegative(),
      steps: z.number().int().positive(),
      loss: z.number().optional(),
      tokensPerSecond: z.number().optional(),
      secondsLeft: z.number().optional(),
      rows: z.number().int().nonnegative().optional(),
      heldOutLossBefore: z.number().optional(),
      heldOutLossAfter: z.number().optional(),
    })
    .optional(),
  /** Digest of the result's manifest; present from `stored` on. */
  resultDigest: digestText.optional(),
  traceRoot: digestText.optional(),
  /** Digest of the trace's manifest: the published half of the trace. */
  traceManifest: digestText.optional(),
  /** `<chainId>:<assetId>` of the minted result. */
  asset: chainScopedId.optional(),
  /** Hashes of this node's transactions for the job. */
  transactions: z.object({
    claim: digestText.optional(),
    submit: digestText.optional(),
    finalize: digestText.optional(),
    mint: digestText.optional(),
  }),
  /** `seq` of the last event of the run; 0 before the first. */
  lastSeq: z.number().int().nonnegative(),
  /** Milliseconds since the Unix epoch. */
  seenAtMs: z.number().int().nonnegative(),
  updatedAtMs: z.number().int().nonnegative(),
});

/** A job as a node sees it. */
export type NodeJob = z.infer<typeof nodeJobSchema>;
