import { z } from 'zod';
import type { Hex } from '@cultivar/sdk/spec';
import type { LicenseDetail } from './license-detail.ts';
import { seatState } from './seat-state.ts';

/** The form of a seat as typed. */
export type SeatDraft = { account: string; days: string };
/** The form as understood; no end means as long as the licence. */
export type SeatPlan = { account: Hex; endsAtMs: number | undefined };

const DAY_MS = 86_400_000;
const MAX_DAYS = 36_500;

/** What the form of a seat of a licence may hold at a moment; parsing it gives who gets the seat and until when. */
export function seatDraftSchema(license: LicenseDetail, nowMs: number) {
  return z.object({
    account: z
      .string()
      .trim()
      .regex(/^0x[0-9a-fA-F]{40}$/, 'An address: 0x and 40 hexadecimal digits')
      .transform((text) => text as Hex)
      .superRefine((account, context) => {
        const problem = problemOf(account.toLowerCase(), license, nowMs);
        if (problem !== undefined) context.addIssue({ code: 'custom', message: problem });
      }),
    days: z
      .string()
      .trim()
      .regex(/^\d{1,5}$/, 'A whole number of days')
      .transform(Number)
      .refine((days) => days <= MAX_DAYS, `At most ${MAX_DAYS.toLocaleString('en-GB')}`),
  });
}

/** Until when a seat for so many days lasts; 0 = as long as the licence. */
export function seatPlanOf({ account, days }: { account: Hex; days: number }, nowMs: number): SeatPlan {
  return { account, endsAtMs: days === 0 ? undefined : nowMs + days * DAY_MS };
}

function problemOf(account: string, license: LicenseDetail, nowMs: number): string | undefined {
  if (/^0x0+$/.test(account)) return 'Nobody can sign with this address';
  if (account === license.owner.toLowerCase()) return 'The licence covers its owner without a seat';
  const seated = license.seats.find((seat) => {
    const state = seatState(seat, nowMs);
    return state.name === 'held' && state.account.toLowerCase() === account;
  });
  return seated && `It has seat ${seated.index + 1} already`;
}
