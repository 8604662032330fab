import type { Tensor } from '../engine/executor/tensor.ts';

/**
 * `[groups · count, past + count]`: a new token sees old ones and the new ones up to itself.
 *
 * @param reach How many tokens, itself included, it sees at most.
 */
export function causalMask(count: number, past: number, groups: number, reach: number): Tensor {
  const columns = past + count;
  const data = new Float32Array(groups * count * columns);
  for (let row = 0; row < groups * count; row++) {
    const end = past + (row % count) + 1;
    data.fill(-1e9, row * columns, row * columns + Math.max(0, end - reach));
    data.fill(-1e9, row * columns + end, (row + 1) * columns);
  }
  return { data, shape: [groups * count, columns] };
}
