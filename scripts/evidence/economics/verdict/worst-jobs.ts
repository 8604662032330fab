import { crowdWithShare } from '../model/crowd-with-share.ts';
import type { Setting } from '../model/setting.ts';
import { SHIPPED_RULES } from '../model/shipped-rules.ts';
import type { Stakes } from '../model/stakes.ts';

const CLASSES = [20, 1000];
const SEGMENTS = [2, 8, 32, 128];
/** Of the highest price that the escrow takes for so many segments. */
const PRICE_PARTS = [0.02, 0.1, 0.2, 0.3, 0.5, 0.75, 1];
/** The last one leaves an honest node nothing after the protocol's fee. */
const COST_SHARES = [0.8, 0.975];

/**
 * The jobs that an attacker may choose between: classes from the smallest to a large one, short and long traces, prices
 * up to what the escrow takes (a segment's average pay is at most a juror's fee) and up to `maxPrice`.
 */
export function worstJobs(
  stakes: Stakes,
  options: { share: number; audits: number; maxPrice: number },
): Setting[] {
  const { share, audits, maxPrice } = options;
  const prices = new Set<string>();
  return CLASSES.map((nodes) => ({ nodes, crowd: crowdWithShare(nodes, share) })).flatMap(
    ({ nodes, crowd }) =>
      SEGMENTS.flatMap((segments) =>
        PRICE_PARTS.map((part) => Math.min(maxPrice, part * segments * stakes.juryFee))
          .filter((price) => prices.size === prices.add(`${nodes}/${segments}/${price}`).size - 1)
          .flatMap((price) =>
            COST_SHARES.flatMap((costShare) =>
              [true, false].map((paidEarly) => ({
                stakes,
                job: { price, segments, audits, costShare, paidEarly },
                crowd,
                rules: SHIPPED_RULES,
              })),
            ),
          ),
      ),
  );
}
