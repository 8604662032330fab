import { z } from 'zod';
import { chatMessageSchema } from './chat-message.ts';
import { samplingFields } from './sampling-fields.ts';

/** Body of `POST /v1/chat/completions`. */
export const chatRequestSchema = z.object({
  ...samplingFields,
  messages: z.array(chatMessageSchema).min(1).max(256),
});

/** Body of `POST /v1/chat/completions`, defaults left out. */
export type ChatRequest = z.input<typeof chatRequestSchema>;
