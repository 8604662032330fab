import { z } from 'zod';
import { commonFields } from './common.ts';

/** A prompt: a system message with named blanks, for any chat model. */
export const promptManifestSchema = z.strictObject({
  ...commonFields,
  kind: z.literal('prompt'),
  prompt: z.strictObject({
    system: z.string().min(1).max(50_000),
    variables: z
      .array(z.strictObject({ name: z.string().min(1).max(64), description: z.string().max(280).optional() }))
      .max(32)
      .optional(),
    examples: z
      .array(z.strictObject({ user: z.string().max(10_000), assistant: z.string().max(10_000) }))
      .max(16)
      .optional(),
  }),
});

/** A prompt's manifest. */
export type PromptManifest = z.infer<typeof promptManifestSchema>;
