/** A mean over plays, with the standard error of that mean. */
export type Estimate = { mean: number; standardError: number; plays: number };

/** Plays a game many times. */
export function estimate(plays: number, play: () => number): Estimate {
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < plays; i++) {
    const result = play();
    sum += result;
    squares += result * result;
  }
  const mean = sum / plays;
  const variance = Math.max(0, squares / plays - mean * mean);
  return { mean, standardError: Math.sqrt(variance / plays), plays };
}
