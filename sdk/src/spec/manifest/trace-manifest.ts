import { z } from 'zod';
import { commonFields, provenanceSchema } from './common.ts';
import { bytes32 } from './fields.ts';

/** The published half of a trace: leaf hashes and the checkpoints that replay starts from. */
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
      }),
    )
    .min(2)
    .max(100_000),
});

/** A trace's manifest. */
export type TraceManifest = z.infer<typeof traceManifestSchema>;
