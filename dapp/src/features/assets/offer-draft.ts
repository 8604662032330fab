import { z } from 'zod';
import { parseAmount } from '../../lib/format/parse-amount.ts';

const whole = (most: number) =>
  z
    .string()
    .trim()
    .regex(/^\d{1,9}$/, 'A whole number')
    .transform(Number)
    .refine((value) => value <= most, `At most ${most.toLocaleString('en-GB')}`);

/** What the offer form holds, as typed; parsing it gives the offer's terms. */
export const offerDraftSchema = z.object({
  price: z.string().transform((text, context) => {
    const wei = parseAmount(text, 18);
    if (wei !== undefined) return wei;
    context.addIssue({ code: 'custom', message: 'An amount such as 0.05' });
    return z.NEVER;
  }),
  /** 0 = for ever. */
  days: whole(36_500),
  /** 0 = no limit. */
  maxSupply: whole(1_000_000),
  /** Accounts beside the owner. */
  seats: whole(65_535),
  /** Metered tokens, in thousands; 0 = unmetered. */
  uses: whole(16_777_215),
  commercial: z.boolean(),
  derive: z.boolean(),
  transfer: z.boolean(),
  text: z.string().trim().min(1, 'Say what a licence allows').max(20_000, 'At most 20,000 characters'),
});

/** The offer form as typed. */
export type OfferDraft = z.input<typeof offerDraftSchema>;
/** The offer form as understood: the price in wei, the length in days. */
export type OfferPlan = z.output<typeof offerDraftSchema>;
