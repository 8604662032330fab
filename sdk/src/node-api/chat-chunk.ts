import { z } from 'zod';
import { finishReasonSchema, tokenUsageSchema } from './token-usage.ts';

/** One `data:` line of a streamed chat completion; the stream ends with `data: [DONE]`. */
export const chatChunkSchema = z.object({
  id: z.string(),
  object: z.literal('chat.completion.chunk'),
  created: z.number().int(),
  model: z.string(),
  choices: z.array(
    z.object({
      index: z.number().int(),
      delta: z.object({ role: z.literal('assistant').optional(), content: z.string().optional() }),
      finish_reason: finishReasonSchema.nullable(),
    }),
  ),
  /** On the last chunk, which has no choices, when `stream_options.include_usage` was set. */
  usage: tokenUsageSchema.optional(),
});

/** One piece of a streamed chat completion. */
export type ChatChunk = z.infer<typeof chatChunkSchema>;
