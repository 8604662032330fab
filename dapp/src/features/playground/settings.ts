import { z } from 'zod';

/** How a model is asked. */
export const settingsSchema = z.object({
  systemPrompt: z.string().max(20_000),
  temperature: z.number().min(0).max(2),
  topP: z.number().min(0.01).max(1),
  maxTokens: z.number().int().min(1).max(4096),
  seed: z.number().int().min(0).max(0xffff_ffff),
});

/** How a model is asked. */
export type Settings = z.infer<typeof settingsSchema>;

export const DEFAULT_SETTINGS: Settings = {
  systemPrompt: '',
  temperature: 0.2,
  topP: 0.9,
  maxTokens: 256,
  seed: 42,
};
