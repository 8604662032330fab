import { parseEther } from 'viem/utils';

/** What stands in the fields of price and time, as typed. */
export type TermsDraft = { minPrice: string; maxPrice: string; claimMinutes: string; runMinutes: string };

/** Price and time of a request, in the contract's units. */
export type RequestTerms = {
  minPriceWei: bigint;
  maxPriceWei: bigint;
  claimWindowSeconds: number;
  runSeconds: number;
};

export type CheckedTerms =
  { ok: true; terms: RequestTerms } | { ok: false; problems: Partial<Record<keyof TermsDraft, string>> };

export const START_TERMS: TermsDraft = {
  minPrice: '0.05',
  maxPrice: '0.1',
  claimMinutes: '60',
  runMinutes: '120',
};

/** Checks price and time; what is wrong is said at its field. */
export function checkTerms(draft: TermsDraft): CheckedTerms {
  const problems: Partial<Record<keyof TermsDraft, string>> = {};
  const minPriceWei = amount(draft.minPrice);
  const maxPriceWei = amount(draft.maxPrice);
  const claimMinutes = Number(draft.claimMinutes);
  const runMinutes = Number(draft.runMinutes);
  if (minPriceWei === undefined) problems.minPrice = 'an amount such as 0.05';
  if (maxPriceWei === undefined) problems.maxPrice = 'an amount such as 0.1';
  else if (maxPriceWei === 0n) problems.maxPrice = 'no node works for nothing';
  else if (minPriceWei !== undefined && minPriceWei > maxPriceWei)
    problems.minPrice = 'at most the highest price';
  if (!(claimMinutes >= 1)) problems.claimMinutes = 'at least one minute';
  if (!(runMinutes >= 1)) problems.runMinutes = 'at least one minute';
  if (Object.keys(problems).length > 0 || minPriceWei === undefined || maxPriceWei === undefined) {
    return { ok: false, problems };
  }
  return {
    ok: true,
    terms: {
      minPriceWei,
      maxPriceWei,
      claimWindowSeconds: Math.round(claimMinutes * 60),
      runSeconds: Math.round(runMinutes * 60),
    },
  };
}

function amount(text: string): bigint | undefined {
  return /^\d{1,12}(\.\d{1,18})?$/.test(text.trim()) ? parseEther(text.trim()) : undefined;
}
