/** Natural logarithm of the probability that `logits` give a token. */
export function logProbability(logits: Float32Array, token: number): number {
  let top = -Infinity;
  for (const logit of logits) top = Math.max(top, logit);
  let total = 0;
  for (const logit of logits) total += Math.exp(logit - top);
  return logits[token]! - top - Math.log(total);
}
