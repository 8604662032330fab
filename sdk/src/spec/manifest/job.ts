import { z } from 'zod';
import { commonFields } from './common.ts';
import { dataFormatSchema } from './data-format.ts';
import { bytes32 } from './fields.ts';

const asset = z.string().regex(/^[1-9][0-9]*:[1-9][0-9]*$/, 'an asset id of the form chainId:assetId');

/** The projections that LoRA may change, by their names in the Hugging Face layout. */
export const LORA_TARGETS = [
  'q_proj',
  'k_proj',
  'v_proj',
  'o_proj',
  'gate_proj',
  'up_proj',
  'down_proj',
] as const;

/** What LoRA may change instead where a model stores several projections as one (Phi-3). */
export const FUSED_LORA_TARGETS = ['qkv_proj', 'gate_up_proj'] as const;

const fields = z.strictObject({
  ...commonFields,
  kind: z.literal('job'),
  /** The chain on which it is requested. */
  chainId: z.number().int().positive(),
  base: z.strictObject({ asset, manifest: bytes32 }),
  datasets: z
    .array(
      z.strictObject({
        asset,
        manifest: bytes32,
        format: dataFormatSchema.optional(),
        /**
         * How many of its rows are trained on against the other datasets' weights, no row twice in a pass. All
         * datasets have one, or none: then all rows are taken.
         */
        weight: z.number().positive().max(1000).optional(),
      }),
    )
    .min(1)
    .max(8)
    .refine((all) => new Set(all.map(({ weight }) => weight === undefined)).size <= 1, {
      message: 'either all have a weight or none has',
    }),
  data: z.strictObject({
    /** At most this many training rows, taken after the shuffle. Absent: all. */
    maxRows: z.number().int().positive().optional(),
    /** Rows kept apart and never trained on. */
    heldOutRows: z.number().int().nonnegative().max(10_000),
    /** Seeds the split and the order of rows. */
    orderSeed: z.number().int().nonnegative().max(0xffff_ffff),
    /** What to do with a row that cannot be read. */
    badRows: z.enum(['skip', 'refuse']).default('refuse'),
    /** Which tokens the loss counts. */
    lossOn: z.enum(['assistant', 'all']).default('assistant'),
    /** The date the chat template may print, so that a run next year sees the same tokens. */
    templateDate: z
      .string()
      .regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a date such as 2026-01-01')
      .default('2026-01-01'),
  }),
  /** What is made small. Absent: the negative log-likelihood of the tokens that `data.lossOn` names. */
  objective: z
    .discriminatedUnion('name', [
      /**
       * Direct preference optimisation (Rafailov et al. 2023) on datasets of pairs, measured against the model that
       * training began with. A row is two sequences, one for each answer; they are never packed.
       */
      z.strictObject({ name: z.literal('dpo'), beta: z.number().positive().max(10) }),
      /**
       * Learning from a larger model of the same vocabulary (Hinton et al. 2015): `weight` of the loss is the divergence
       * of both models' tokens, softened by the temperature, the rest the usual likelihood.
       */
      z.strictObject({
        name: z.literal('distillation'),
        teacher: z.strictObject({ asset, manifest: bytes32 }),
        temperature: z.number().min(0.1).max(100),
        weight: z.number().positive().max(1),
      }),
    ])
    .optional(),
  /** What is trained: an adapter beside the base's weights, or every weight of a copy of it. */
  method: z.enum(['lora', 'full']),
  /** The adapter; with the method full there is none. */
  lora: z
    .strictObject({
      rank: z.number().int().min(1).max(256),
      alpha: z.number().positive().max(1024),
      /** Share of a module's inputs that its matrices do not see in a training step; drawn in 256ths. */
      dropout: z
        .number()
        .min(0)
        .max(0.9)
        .refine((rate) => rate === 0 || rate >= 1 / 256, 'must be 0, or at least 1/256')
        .default(0),
      /** Scales by alpha / sqrt(rank) rather than alpha / rank (rsLoRA, Kalajdzievski 2023). */
      rankStabilized: z.literal(true).optional(),
      /** Trains the length of each adapted row apart from its direction (DoRA, Liu et al. 2024). */
      dora: z.literal(true).optional(),
      targets: z
        .array(z.enum([...LORA_TARGETS, ...FUSED_LORA_TARGETS]))
        .min(1)
        .max(7),
    })
    .optional(),
  /**
   * Keeps the matrices of the base's layers in four bits, unpacked a layer at a time (QLoRA, Dettmers et al. 2023): in
   * the blocks of Q4_0 or Q4_1 that a GGUF stores, otherwise quantised to Q4_1. Absent: in what the engine computes in.
   */
  baseWeights: z.literal('q4_1').optional(),
  /** Tokens a sequence, a multiple of 16. */
  sequenceLength: z.number().int().min(32).max(8192).multipleOf(16),
  /** Pack several rows into one sequence, kept apart by a block-diagonal mask. */
  packing: z.boolean().default(true),
  /** Sequences a micro-batch; the engine runs them one by one. */
  batchSize: z.number().int().min(1).max(64).default(1),
  /** Micro-batches an optimiser step. */
  accumulation: z.number().int().min(1).max(256).default(1),
  optimizer: z.strictObject({
    name: z.literal('adamw'),
    learningRate: z.number().positive().max(1),
    beta1: z.number().min(0).max(0.9999).default(0.9),
    beta2: z.number().min(0).max(0.99999).default(0.999),
    epsilon: z.number().positive().default(1e-8),
    weightDecay: z.number().min(0).max(1).default(0),
    /** Largest global gradient norm; 0 = no clipping. */
    clipNorm: z.number().min(0).default(1),
  }),
  schedule: z.strictObject({
    name: z.enum(['constant', 'linear', 'cosine']),
    warmupSteps: z.number().int().nonnegative().default(0),
  }),
  /** Optimiser steps. Absent: one pass over the rows times `epochs`. */
  steps: z.number().int().positive().max(1_000_000).optional(),
  epochs: z.number().positive().max(100).optional(),
  /** Seeds what is drawn at random: an adapter's initial values, dropout. */
  seed: z.number().int().nonnegative().max(0xffff_ffff),
  evaluation: z
    .strictObject({
      /** Held-out loss every so many steps besides first and last; 0 = only those. */
      everySteps: z.number().int().nonnegative(),
      /**
       * Ends the run once so many evaluations in a row were no better than the best before them by at least `gain` nats
       * a token. The result is the state at which it ended. Absent: all steps are done.
       */
      stopAfter: z
        .strictObject({
          evaluations: z.number().int().min(1).max(1000),
          gain: z.number().min(0).max(100).default(0),
        })
        .optional(),
    })
    .refine(({ everySteps, stopAfter }) => stopAfter === undefined || everySteps > 0, {
      path: ['stopAfter'],
      message: 'needs evaluations along the way: everySteps above zero',
    }),
  /** Optimiser steps a segment of the trace. */
  segmentSteps: z.number().int().min(1).max(10_000),
  /** Determinism class in which it is to run, e.g. `exact:ort-cpu/<engine>/<isa>`, or `tolerance`. */
  class: z.string().min(1).max(160),
});

/** What a fine-tune is to do. Everything that changes the result stands here; nothing else may. */
export const jobManifestSchema = fields
  .refine(({ data, evaluation }) => evaluation.stopAfter === undefined || data.heldOutRows > 0, {
    path: ['evaluation', 'stopAfter'],
    message: 'needs rows to measure on: data.heldOutRows above zero',
  })
  .refine(({ objective, lora }) => objective?.name !== 'dpo' || !lora?.dropout, {
    path: ['lora', 'dropout'],
    message: 'must be 0 with the objective dpo, which compares likelihoods of whole answers',
  })
  .refine(({ method, lora }) => method !== 'lora' || lora !== undefined, {
    path: ['lora'],
    message: 'is missing: the method lora needs rank, alpha and targets',
  })
  .refine(({ method, lora }) => method !== 'full' || lora === undefined, {
    path: ['lora'],
    message: 'must be left out with the method full, which trains every weight and no adapter',
  })
  .refine(({ method, baseWeights }) => method !== 'full' || baseWeights === undefined, {
    path: ['baseWeights'],
    message: 'must be left out with the method full, which trains these weights',
  });

/** A job's manifest as it is stored: the specification of a fine-tune. */
export type JobManifest = z.infer<typeof jobManifestSchema>;
/** What of a job's manifest describes its adapter. */
export type JobLora = NonNullable<JobManifest['lora']>;
/** A job's manifest as a person may write it, defaults left out. */
export type JobManifestInput = z.input<typeof jobManifestSchema>;
