import type { WeightSource } from '../../model/base-model.ts';
import { loadWeights } from '../decoder/load-weights.ts';
import type { StoredLoad } from '../decoder/load-weights.ts';
import type { WeightLoad } from '../decoder/weight-load.ts';

/**
 * Shares loads among lanes, so that each has about as many bytes to read; what lies in no file is loaded here and now.
 *
 * @returns For each lane its loads.
 */
export async function shareLoads(
  weights: WeightSource,
  loads: readonly WeightLoad[],
  lanes: number,
): Promise<StoredLoad[][]> {
  const shares = Array.from({ length: lanes }, () => ({ bytes: 0, loads: [] as StoredLoad[] }));
  if (!weights.stored) await loadWeights(weights, loads);
  else {
    const stored = loads.map((load) => ({ ...load, weight: weights.stored!(load.name) }));
    // The largest first, each to who has least.
    for (const load of stored.toSorted((a, b) => b.weight.byteLength - a.weight.byteLength)) {
      const share = shares.reduce((least, other) => (other.bytes < least.bytes ? other : least));
      share.bytes += load.weight.byteLength;
      share.loads.push(load);
    }
  }
  return shares.map(({ loads: own }) => own);
}
