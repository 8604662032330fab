import type { RopeScaling } from '../../model/rope-scaling.ts';
import { multiplyFixed, ONE, toFixed } from '../math/fixed-point.ts';
import { PI } from '../math/pi.ts';

/**
 * What a pair turns by at each position once its frequency is scaled.
 *
 * @param angle The unscaled turn in radians, fixed-point.
 * @param pair Number of the pair within its head.
 */
export function scaledAngle(angle: bigint, pair: number, scaling: RopeScaling | undefined): bigint {
  switch (scaling?.type) {
    case undefined:
      return angle;
    case 'linear':
      return divide(angle, toFixed(scaling.factor));
    case 'factors':
      return divide(angle, toFixed(scaling.factors[pair]!));
    case 'llama3': {
      const low = toFixed(scaling.lowFrequencyFactor);
      const high = toFixed(scaling.highFrequencyFactor);
      // Full turns within the length of the first training.
      const turns = divide(angle * BigInt(scaling.originalContext), 2n * PI);
      const slow = divide(angle, toFixed(scaling.factor));
      if (turns > high) return angle;
      if (turns < low) return slow;
      const share = divide(turns - low, high - low);
      return multiplyFixed(ONE - share, slow) + multiplyFixed(share, angle);
    }
  }
}

const divide = (a: bigint, b: bigint): bigint => (a * ONE) / b;
