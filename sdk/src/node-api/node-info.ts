import { z } from 'zod';
import { accountText, digestText, weiText } from './api-fields.ts';

/** `GET /node`: what a node says about itself and how it stands. */
export const nodeInfoSchema = z.object({
  version: z.string(),
  /** `idle` takes jobs, `busy` trains, `unregistered` has no stake on chain, `stopping` takes no more. */
  state: z.enum(['idle', 'busy', 'unregistered', 'stopping']),
  chainId: z.number().int().positive(),
  account: accountText,
  /** Determinism classes as text, as in manifests. */
  classes: z.array(z.string()),
  /** Digest of the node's manifest on chain; absent while unregistered. */
  manifest: digestText.optional(),
  stakeWei: weiText,
  lockedWei: weiText,
  minPriceWei: weiText,
  gateway: z.url(),
  sandbox: z.enum(['bubblewrap', 'none']),
  head: z.object({
    /** Last block whose events are in the journal. */
    block: weiText,
    hash: digestText.optional(),
    /** Milliseconds since the last successful poll. */
    ageMs: z.number().int().nonnegative(),
  }),
  jobs: z.object({
    open: z.number().int().nonnegative(),
    settled: z.number().int().nonnegative(),
    lost: z.number().int().nonnegative(),
    refused: z.number().int().nonnegative(),
  }),
});

/** What a node says about itself. */
export type NodeInfo = z.infer<typeof nodeInfoSchema>;
