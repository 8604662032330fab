import { z } from 'zod';
import { commonFields } from './common.ts';

/** A base model: weights with what is needed to run and to train them. */
export const modelManifestSchema = z.strictObject({
  ...commonFields,
  kind: z.literal('model'),
  model: z.strictObject({
    architecture: z.enum(['llama', 'mistral', 'qwen2', 'qwen3', 'gemma2', 'gemma3', 'phi3']),
    format: z.enum(['gguf', 'safetensors']),
    /** How the weights are stored, e.g. `Q4_1`, `bf16`. */
    quantization: z.string().max(16).optional(),
    parameters: z.number().int().positive(),
    contextLength: z.number().int().positive(),
    vocabularySize: z.number().int().positive().optional(),
    hiddenSize: z.number().int().positive().optional(),
    layers: z.number().int().positive().optional(),
  }),
});

/** A base model's manifest. */
export type ModelManifest = z.infer<typeof modelManifestSchema>;
