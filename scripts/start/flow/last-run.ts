import { z } from 'zod';

const wei = z.string().regex(/^\d+$/);

/** What a finished main job leaves in `<state>/last-run.json`. */
export const lastRunSchema = z.strictObject({
  rows: z.number().int().positive(),
  steps: z.number().int().positive(),
  tokensPerSecond: z.number().positive(),
  heldOutLossBefore: z.number().positive(),
  heldOutLossAfter: z.number().positive(),
  adapterTokenId: z.string(),
  adapterCid: z.string(),
  adapterDigestMatches: z.boolean(),
  licenseTokenId: z.string(),
  royaltyWei: wei,
  nodePaidWei: wei,
  graphqlAnswer: z.record(z.string(), z.unknown()),
  replies: z.strictObject({ base: z.string(), adapter: z.string() }),
  /** One for each stage. */
  seconds: z.record(z.string(), z.number()),
});

/** What a finished main job leaves behind. */
export type LastRun = z.output<typeof lastRunSchema>;
