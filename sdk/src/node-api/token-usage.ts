import { z } from 'zod';

/** Tokens a generation took, with how fast it was. */
export const tokenUsageSchema = z.object({
  prompt_tokens: z.number().int().nonnegative(),
  completion_tokens: z.number().int().nonnegative(),
  total_tokens: z.number().int().nonnegative(),
  /** Of the decoding alone. */
  tokens_per_second: z.number().nonnegative().optional(),
});

/** Why a generation ended. */
export const finishReasonSchema = z.enum(['stop', 'length']);
