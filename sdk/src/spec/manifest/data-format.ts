import { z } from 'zod';

/** How a row of a dataset becomes a conversation. */
export const dataFormatSchema = z.discriminatedUnion('name', [
  /** `conversations: [{from, value}]`, as ShareGPT and FineTome write it. */
  z.strictObject({ name: z.literal('sharegpt'), field: z.string().min(1).max(64).default('conversations') }),
  /** `messages: [{role, content}]`, as OpenAI writes it. */
  z.strictObject({ name: z.literal('messages'), field: z.string().min(1).max(64).default('messages') }),
  /** Two text columns. */
  z.strictObject({
    name: z.literal('prompt-completion'),
    prompt: z.string().min(1).max(64).default('prompt'),
    completion: z.string().min(1).max(64).default('completion'),
    system: z.string().min(1).max(64).optional(),
  }),
]);

/** How a row of a dataset becomes a conversation. */
export type DataFormat = z.infer<typeof dataFormatSchema>;
