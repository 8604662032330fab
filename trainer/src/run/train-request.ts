import { dataFormatSchema } from '@cultivar/sdk/spec';
import { z } from 'zod';
import { RECOMPUTE } from '../engine/lanes/recompute.ts';
import { pythonEngineSchema } from '../python/python-engine.ts';

const bytes32 = z.string().regex(/^0x[0-9a-f]{64}$/) as unknown as z.ZodType<`0x${string}`>;
const account = z.string().regex(/^0x[0-9a-fA-F]{40}$/) as unknown as z.ZodType<`0x${string}`>;
const file = z.strictObject({ name: z.string().min(1), path: z.string().min(1) });

/** Everything a run is given. Files are local; whoever calls has fetched them. */
export const trainRequestSchema = z.strictObject({
  /** The job on its chain: stands in every leaf of the trace and in the result's manifest. */
  provenance: z.strictObject({
    chainId: z.number().int().positive(),
    escrow: account,
    jobId: z.string().regex(/^(0|[1-9][0-9]{0,77})$/),
  }),
  /** Creator of the result. */
  requester: account,
  /** Name of the result. */
  title: z.string().trim().min(1).max(120),
  /** What the result was made from. */
  parents: z.array(
    z.strictObject({
      role: z.enum(['base', 'dataset', 'teacher', 'source']),
      asset: z.string(),
      manifest: bytes32,
    }),
  ),
  /** The job's manifest; checked again here. */
  manifest: z.unknown(),
  modelFiles: z.array(file).min(1),
  /** Those of the teacher, where the job learns from one. */
  teacherFiles: z.array(file).min(1).optional(),
  /**
   * The datasets in the order of `manifest.datasets`: digest of each one's manifest, the format it states
   * (used where the job names none), its files in their order.
   */
  datasets: z
    .array(z.strictObject({ manifest: bytes32, format: dataFormatSchema, files: z.array(file).min(1) }))
    .min(1),
  /** Folder of this run alone: state while it works, results after. The same folder resumes. */
  outDir: z.string().min(1),
  /** Folder that outlives runs, for what need not be checked twice on one machine. */
  cacheDir: z.string().min(1).optional(),
  /** Folder of OpenVINO's libraries, where the machine has them; a job of one of its classes needs it. */
  openVinoDir: z.string().min(1).optional(),
  /** Where the Python engine lies; it then does the job, of class `tolerance` or its own. */
  python: pythonEngineSchema.optional(),
  /** What computes a job of class `tolerance`, where it is not the fastest that is always there. */
  executor: z.literal('ort-webgpu').optional(),
  /** Whether activations are computed a second time rather than kept; default `auto`. Refused where the result would depend on it. */
  recompute: z.enum(RECOMPUTE).optional(),
  /** Cores to work on, a sequence on each; the result does not depend on it. Default: all there are. */
  threads: z.number().int().positive().max(256).optional(),
});

/** Everything a run is given. */
export type TrainRequest = z.infer<typeof trainRequestSchema>;
