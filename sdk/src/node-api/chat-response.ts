import { z } from 'zod';
import { finishReasonSchema, tokenUsageSchema } from './token-usage.ts';

/** Answer of `POST /v1/chat/completions` without `stream`. */
export const chatResponseSchema = z.object({
  id: z.string(),
  object: z.literal('chat.completion'),
  created: z.number().int(),
  model: z.string(),
  choices: z.array(
    z.object({
      index: z.number().int(),
      message: z.object({ role: z.literal('assistant'), content: z.string() }),
      finish_reason: finishReasonSchema,
    }),
  ),
  usage: tokenUsageSchema,
});

/** Answer of `POST /v1/chat/completions` without `stream`. */
export type ChatResponse = z.infer<typeof chatResponseSchema>;
