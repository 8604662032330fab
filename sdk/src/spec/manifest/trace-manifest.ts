import { z } from 'zod';
import { commonFields, provenanceSchema } from './common.ts';
import { bytes32 } from './fields.ts';

/**
 * The published half of a trace: its leaves and the checkpoints that replay starts from. With state and seal anyone can
 * check that a checkpoint is the one the root commits to; the secrets behind the seals are published by nobody.
 */
export const traceManifestSchema = z.strictObject({
  ...commonFields,
  kind: z.literal('trace'),
  job: provenanceSchema,
  class: z.string().min(1).max(160),
  root: bytes32,
  leaves: z
    .array(
      z.strictObject({
        /** What happened up to here. */
        stage: z.enum(['init', 'segment', 'evaluation', 'export']),
        /** Optimiser steps done. */
        step: z.number().int().nonnegative(),
        hash: bytes32,
        stateHash: bytes32,
        /** Hash of the secret, see `sealOf`. */
        seal: bytes32,
      }),
    )
    .min(2)
    .max(100_000),
});

/** A trace's manifest. */
export type TraceManifest = z.infer<typeof traceManifestSchema>;
