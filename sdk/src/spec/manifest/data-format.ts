import { z } from 'zod';

/** Name of a column. */
const column = z.string().min(1).max(64);

/** How a row of a dataset becomes something to learn from. */
export const dataFormatSchema = z.discriminatedUnion('name', [
  /** `conversations: [{from, value}]`, as ShareGPT and FineTome write it. */
  z.strictObject({ name: z.literal('sharegpt'), field: column.default('conversations') }),
  /** `messages: [{role, content}]`, as OpenAI writes it; `tools` is the column of the functions offered. */
  z.strictObject({
    name: z.literal('messages'),
    field: column.default('messages'),
    tools: column.optional(),
  }),
  /** Two text columns. */
  z.strictObject({
    name: z.literal('prompt-completion'),
    prompt: column.default('prompt'),
    completion: column.default('completion'),
    system: column.optional(),
  }),
  /** A task, what it is about (may be empty), and the answer, as Alpaca writes it. */
  z.strictObject({
    name: z.literal('alpaca'),
    instruction: column.default('instruction'),
    input: column.default('input'),
    output: column.default('output'),
    system: column.optional(),
  }),
  /** Text to go on learning from: no chat template, every token counts. */
  z.strictObject({ name: z.literal('text'), field: column.default('text') }),
  /** A better and a worse answer to one prompt. Without a prompt column, it is what both begin with. */
  z.strictObject({
    name: z.literal('preference'),
    prompt: column.optional(),
    chosen: column.default('chosen'),
    rejected: column.default('rejected'),
  }),
]);

/** How a row of a dataset becomes something to learn from. */
export type DataFormat = z.infer<typeof dataFormatSchema>;
