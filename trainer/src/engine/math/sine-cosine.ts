import { FRACTION_BITS, multiplyFixed, ONE } from './fixed-point.ts';

/** Sine and cosine of a fixed-point angle by their Taylor series; meant for angles of a few radians. */
export function sineCosine(angle: bigint): { sine: bigint; cosine: bigint } {
  // Halving the angle keeps the series short; doubling the result costs three products each time.
  const halvings = 8n;
  const small = angle >> halvings;
  const square = multiplyFixed(small, small);
  let sine = small;
  let cosine = ONE;
  let sineTerm = small;
  let cosineTerm = ONE;
  for (let n = 1n; sineTerm !== 0n || cosineTerm !== 0n; n++) {
    cosineTerm = -multiplyFixed(cosineTerm, square) / ((2n * n - 1n) * (2n * n));
    sineTerm = -multiplyFixed(sineTerm, square) / (2n * n * (2n * n + 1n));
    cosine += cosineTerm;
    sine += sineTerm;
  }
  for (let i = 0n; i < halvings; i++) {
    [sine, cosine] = [
      (sine * cosine) >> (FRACTION_BITS - 1n),
      multiplyFixed(cosine, cosine) - multiplyFixed(sine, sine),
    ];
  }
  return { sine, cosine };
}
