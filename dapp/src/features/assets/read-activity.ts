import type { ActivityRowFragment } from '@cultivar/sdk/graphql';
import { tokenAmount } from '../../lib/format/token-amount.ts';
import type { ActivityItem } from './asset-detail.ts';
import { currencyOf } from '../../lib/format/currency-of.ts';

const WORDS: Partial<Record<ActivityRowFragment['kind'], string>> = {
  ASSET_REGISTERED: 'Registered by',
  VERSION_PUBLISHED: 'New version by',
  POLICY_TIGHTENED: 'Deriving restricted by',
  ASSET_TRANSFERRED: 'Passed on by',
  OFFER_MADE: 'Licence offered by',
  OFFER_CLOSED: 'Offer closed by',
  LICENSE_BOUGHT: 'Licence bought by',
  LICENSE_RENEWED: 'Licence renewed by',
  LICENSE_TRANSFERRED: 'Licence passed on by',
  SEAT_ASSIGNED: 'Seat given by',
  SEAT_CLEARED: 'Seat cleared by',
  UNITS_REDEEMED: 'Metered units used by',
  JOB_REQUESTED: 'Run requested by',
  JOB_CLAIMED: 'Run claimed by node',
  JOB_SUBMITTED: 'Result submitted by node',
  JOB_ACCEPTED: 'Result accepted by',
  JOB_SETTLED: 'Run settled; paid to node',
  RESULT_MINTED: 'Result registered for',
};
const SETTLING = new Set<string>(['JOB_SETTLED', 'RESULT_MINTED']);

/** An activity of the index in words. */
export function readActivity(activity: ActivityRowFragment): ActivityItem {
  const { kind, amount, currency, job } = activity;
  const paid = amount !== null && amount !== '0' ? money(BigInt(amount), currency) : undefined;
  const note = [paid, job && `run #${job.jobId}`].filter(Boolean).join(' · ');
  return {
    key: activity.id,
    text: WORDS[kind] ?? `${kind.toLowerCase().replaceAll('_', ' ')} by`,
    account: activity.account.id,
    note: note || undefined,
    timeMs: Number(activity.happenedAt) * 1000,
    settled: SETTLING.has(kind),
  };
}

function money(amountWei: bigint, currency: string | null): string {
  const { symbol, decimals } = currencyOf(currency ?? '0x0');
  return `${tokenAmount(amountWei, decimals)} ${symbol}`;
}
