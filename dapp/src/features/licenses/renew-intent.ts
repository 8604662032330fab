import { calendarDay } from '../../lib/format/calendar-day.ts';
import { duration } from '../../lib/format/duration.ts';
import type { Config } from '../../lib/config.ts';
import type { TransactionIntent } from '../../lib/transaction/transaction-intent.ts';
import type { LicenseDetail } from './license-detail.ts';
import { tokenUnits } from './token-units.ts';

/** What paying once more for a licence brings, in words, and how its call is made. */
export function renewIntent(config: Config, license: LicenseDetail, nowMs: number): TransactionIntent {
  return {
    title: `Renew the licence of ${license.asset.name}`,
    sentence: `${brings(license, nowMs).join(', and ')}.`,
    after: 'It stays the same token, with the same seats. Nothing is ever renewed without your signature.',
    prepare: async () => {
      const { renewCall } = await import('./renew-call.ts');
      return renewCall(config, license);
    },
  };
}

function brings({ terms, endsAtMs }: LicenseDetail, nowMs: number): string[] {
  const parts: string[] = [];
  if (terms.duration > 0) {
    const isOver = endsAtMs !== undefined && endsAtMs <= nowMs;
    const from = isOver || endsAtMs === undefined ? 'now' : calendarDay(endsAtMs);
    parts.push(`${duration(terms.duration)} more, from ${from} on`);
  }
  if (terms.uses > 0) parts.push(`${tokenUnits(terms.uses)} more`);
  return parts;
}
