import { z } from 'zod';
import { trainRequestSchema } from '../../src/run/train-request.ts';

/** What one process of the ablation computes: the trainer's step, or one that lacks an optimisation. */
export const taskSchema = z.strictObject({
  /** Model and data; nothing is written to its folder. */
  request: trainRequestSchema,
  executor: z.enum(['ort-cpu', 'openvino-f32', 'openvino-bf16']),
  /** Sequences at the same time, each in a thread. */
  lanes: z.number().int().positive(),
  /** Threads of one operation, where there is one lane. */
  operationThreads: z.number().int().positive(),
  /** What the backward half is given: results of the forward half, or nothing but its inputs. */
  saving: z.enum(['activations', 'nothing']),
  /** Rows side by side in a sequence, each in one of its own, or each in one padded to the full length. */
  rows: z.enum(['packed', 'apart', 'padded']),
  /** Whose logits are computed: of labels that count, or of every token. */
  logits: z.enum(['counted', 'all']),
  /** What a layer's frozen weights are to its graph. */
  weights: z.enum(['inputs', 'constants', 'four-bits']),
  /** Packed sequences a step, and steps. */
  sequences: z.number().int().positive(),
  steps: z.number().int().positive(),
});

/** What one process of the ablation computes. */
export type Task = z.infer<typeof taskSchema>;
