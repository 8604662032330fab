import type { RopeScaling } from '../../model/rope-scaling.ts';
import { multiplyFixed, ONE, toFixed, toFloat32 } from '../math/fixed-point.ts';
import { nthRoot } from '../math/nth-root.ts';
import { sineCosine } from '../math/sine-cosine.ts';
import { scaledAngle } from './scaled-angle.ts';

/** Cosines and signed sines of every position, `[positions, headDim]` row by row. */
export type RopeTable = { cosine: Float32Array; sine: Float32Array; positions: number; width: number };

/**
 * Rotary angles: position p, pair i turns by p · base^(-2i / headDim). Every entry is the f32 nearest to the
 * real number. The first half of each sine row is negated, as the graph's `rotary` wants it.
 */
export function ropeTable(
  base: number,
  headDim: number,
  positions: number,
  scaling?: RopeScaling,
): RopeTable {
  const half = headDim / 2;
  const cosine = new Float32Array(positions * headDim);
  const sine = new Float32Array(positions * headDim);
  // One turn of pair i is root^-i with root = base^(1 / half); later positions follow by the addition theorem.
  const shrink = (ONE * ONE) / nthRoot(toFixed(base), half);
  let angle = ONE;
  for (let pair = 0; pair < half; pair++, angle = multiplyFixed(angle, shrink)) {
    const turn = sineCosine(scaledAngle(angle, pair, scaling));
    let [c, s] = [ONE, 0n];
    for (let position = 0; position < positions; position++) {
      const at = position * headDim + pair;
      cosine[at] = cosine[at + half] = toFloat32(c);
      sine[at + half] = toFloat32(s);
      sine[at] = -sine[at + half]!;
      [c, s] = [
        multiplyFixed(c, turn.cosine) - multiplyFixed(s, turn.sine),
        multiplyFixed(s, turn.cosine) + multiplyFixed(c, turn.sine),
      ];
    }
  }
  return { cosine, sine, positions, width: headDim };
}
