import { z } from 'zod';
import { commonFields, provenanceSchema } from './common.ts';
import { bytes32 } from './fields.ts';

const trained = {
  /** Values that were trained. */
  parameters: z.number().int().positive(),
  /** Digest of the manifest of the base model. */
  base: bytes32,
};

/** What a job makes of a base model: a PEFT directory that changes it, or a whole model in its stead. */
export const adapterManifestSchema = z.strictObject({
  ...commonFields,
  kind: z.literal('adapter'),
  adapter: z.discriminatedUnion('method', [
    z.strictObject({
      method: z.literal('lora'),
      rank: z.number().int().positive().max(1024),
      alpha: z.number().positive(),
      targets: z.array(z.string().min(1).max(64)).min(1).max(16),
      /** Scaled by alpha / sqrt(rank) rather than alpha / rank. */
      rankStabilized: z.literal(true).optional(),
      /** Has the lengths of the adapted rows beside the two matrices. */
      dora: z.literal(true).optional(),
      ...trained,
    }),
    /** Every weight, in a directory as transformers writes it. */
    z.strictObject({ method: z.literal('full'), ...trained }),
  ]),
  /** Present when a job made it. */
  job: provenanceSchema.optional(),
  /** What the node measured. `reported`: somebody's word unless the trace proves it. */
  metrics: z
    .strictObject({
      rows: z.number().int().nonnegative(),
      heldOutRows: z.number().int().nonnegative(),
      steps: z.number().int().nonnegative(),
      /** Steps that were asked for, where the run ended before them since the held-out loss no longer fell. */
      plannedSteps: z.number().int().positive().optional(),
      tokens: z.number().int().nonnegative(),
      heldOutLossBefore: z.number().nonnegative().optional(),
      heldOutLossAfter: z.number().nonnegative().optional(),
      /** Of pairs of answers: share of those held out whose better answer has the higher reward. */
      heldOutAccuracy: z.number().min(0).max(1).optional(),
    })
    .optional(),
});

/** An adapter's manifest. */
export type AdapterManifest = z.infer<typeof adapterManifestSchema>;
