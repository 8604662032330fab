import type { Hex } from 'viem';
import type { World } from '../core/world.ts';
import { voteKey } from './dispute.ts';
import { odd } from './vote.ts';

/** What a jury has come to, and which findings were right by that. */
export type Tally = { result: 'undecided' | 'for' | 'against'; right: readonly (Hex | 'unavailable')[] };

/**
 * Counts what the jurors have shown about a leaf: more than half of all decide, silent ones included. With the largest
 * group of like other findings stand those who found it unavailable; of equal groups the first counts.
 */
export function tally(shown: readonly (Hex | 'unavailable' | undefined)[], leaf: Hex): Tally {
  const majority = Math.floor(shown.length / 2) + 1;
  const groups = new Map<Hex | 'unavailable' | undefined, number>();
  for (const one of shown) groups.set(one, (groups.get(one) ?? 0) + 1);
  if ((groups.get(leaf) ?? 0) >= majority) return { result: 'for', right: [leaf] };
  const unavailable = groups.get('unavailable') ?? 0;
  const others = [...groups].filter(([one]) => one !== undefined && one !== 'unavailable' && one !== leaf);
  const [other, size] = others.reduce<[Hex | undefined, number]>(
    (best, [one, count]) => (count > best[1] ? [one as Hex, count] : best),
    [undefined, 0],
  );
  if (size + unavailable < majority) return { result: 'undecided', right: [] };
  return { result: 'against', right: other === undefined ? ['unavailable'] : [other, 'unavailable'] };
}

/** What a juror has shown; a leaf is known but for its lowest bit. */
export function shownBy(
  { disputes }: World,
  jobId: bigint,
  index: bigint,
  juror: Hex,
): Hex | 'unavailable' | undefined {
  const shown = disputes.votes.get(voteKey(jobId, index, juror))?.shown;
  return shown === undefined || shown === 'unavailable' ? shown : odd(shown);
}
