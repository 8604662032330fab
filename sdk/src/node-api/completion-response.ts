import { z } from 'zod';
import { finishReasonSchema, tokenUsageSchema } from './token-usage.ts';

/** Answer of `POST /v1/completions`; streamed, each `data:` line has this shape too, `finish_reason` null until the end. */
export const completionResponseSchema = z.object({
  id: z.string(),
  object: z.literal('text_completion'),
  created: z.number().int(),
  model: z.string(),
  choices: z.array(
    z.object({ index: z.number().int(), text: z.string(), finish_reason: finishReasonSchema.nullable() }),
  ),
  usage: tokenUsageSchema.optional(),
});

/** Answer of `POST /v1/completions`. */
export type CompletionResponse = z.infer<typeof completionResponseSchema>;
