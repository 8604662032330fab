import type { JobManifest } from '@cultivar/sdk/spec';

/** First and second moments of every parameter. */
export type Moments = { first: Float32Array; second: Float32Array };

/** Moments before the first step. */
export function initMoments(length: number): Moments {
  return { first: new Float32Array(length), second: new Float32Array(length) };
}

/**
 * One step of AdamW with decoupled weight decay (Loshchilov and Hutter 2019), in place. Only operations that
 * IEEE 754 fixes to the last bit are used, in double precision, each state rounded to f32 once.
 *
 * @param step Number of this step, from 1.
 * @param gradientScale Factor on the gradient, for clipping.
 */
export function adamwStep(
  parameters: Float32Array,
  gradient: Float32Array,
  moments: Moments,
  options: Pick<JobManifest['optimizer'], 'beta1' | 'beta2' | 'epsilon' | 'weightDecay'>,
  rate: number,
  step: number,
  gradientScale: number,
): void {
  const { beta1, beta2, epsilon, weightDecay } = options;
  const { first, second } = moments;
  const correction1 = 1 - power(beta1, step);
  const correction2 = 1 - power(beta2, step);
  const keep = 1 - rate * weightDecay;
  for (let i = 0; i < parameters.length; i++) {
    const g = gradient[i]! * gradientScale;
    const m = (first[i] = beta1 * first[i]! + (1 - beta1) * g);
    const v = (second[i] = beta2 * second[i]! + (1 - beta2) * g * g);
    const update = m / correction1 / (Math.sqrt(v / correction2) + epsilon);
    parameters[i] = parameters[i]! * keep - rate * update;
  }
}

/** Math.pow may differ between engines; repeated squaring does not. */
function power(base: number, exponent: number): number {
  let result = 1;
  for (let square = base, rest = exponent; rest > 0; rest = Math.floor(rest / 2), square *= square) {
    if (rest % 2 === 1) result *= square;
  }
  return result;
}
