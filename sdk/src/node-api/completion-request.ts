import { z } from 'zod';
import { samplingFields } from './sampling-fields.ts';

/** Body of `POST /v1/completions`. */
export const completionRequestSchema = z.object({
  ...samplingFields,
  prompt: z.string().min(1).max(100_000),
});

/** Body of `POST /v1/completions`, defaults left out. */
export type CompletionRequest = z.input<typeof completionRequestSchema>;
