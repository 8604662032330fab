import { z } from 'zod';

/** One turn of a conversation. */
export const chatMessageSchema = z.object({
  role: z.enum(['system', 'user', 'assistant']),
  content: z.string().max(100_000),
});

/** One turn of a conversation. */
export type ChatMessage = z.infer<typeof chatMessageSchema>;
