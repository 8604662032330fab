import type { Hex } from '@cultivar/sdk/spec';
import { z } from 'zod';
import { parseAmount } from '../../lib/format/parse-amount.ts';

const whole = (least: number, most: number) =>
  z
    .string()
    .trim()
    .regex(/^\d{1,9}$/, 'A whole number')
    .transform(Number)
    .refine((value) => value >= least && value <= most, `${least} to ${most.toLocaleString('en-GB')}`);

/** What the form of a voucher holds, as typed; parsing it gives what is to be signed. */
export const voucherDraftSchema = z.object({
  offerId: z.string().transform(BigInt),
  recipient: z
    .string()
    .trim()
    .regex(/^0x[0-9a-fA-F]{40}$/, 'An address: 0x and 40 hexadecimal digits')
    .refine((text) => !/^0x0+$/.test(text), 'Nobody can sign with this address')
    .transform((text) => text as Hex),
  quantity: whole(1, 50),
  price: z.string().transform((text, context) => {
    const amount = parseAmount(text, 18);
    if (amount !== undefined) return amount;
    context.addIssue({ code: 'custom', message: 'An amount such as 0.05; 0 gives it away' });
    return z.NEVER;
  }),
  days: whole(1, 3_650),
});

/** The form as typed. */
export type VoucherDraft = z.input<typeof voucherDraftSchema>;
/** The form as understood: the price in the smallest unit, the time in days. */
export type VoucherPlan = z.output<typeof voucherDraftSchema>;
