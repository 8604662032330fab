/** How the next token is drawn. */
export type Sampling = {
  /** 0 = always the likeliest. */
  temperature: number;
  /** Only the likeliest tokens that together reach this probability. */
  topP: number;
};

/**
 * The next token for `logits`.
 *
 * @param unit A random number in [0, 1).
 */
export function chooseToken(logits: Float32Array, { temperature, topP }: Sampling, unit: number): number {
  const best = likeliest(logits);
  if (temperature === 0) return best;
  const top = logits[best]!;
  const weights = logits.map((logit) => Math.exp((logit - top) / temperature));
  const total = weights.reduce((a, b) => a + b, 0);
  // What is a millionth of the likeliest token's share can never be drawn often enough to matter for the order.
  const order = [...weights.keys()]
    .filter((id) => weights[id]! > 1e-6)
    .sort((a, b) => weights[b]! - weights[a]!);
  const kept: number[] = [];
  let mass = 0;
  for (const id of order) {
    kept.push(id);
    mass += weights[id]!;
    if (mass >= topP * total) break;
  }
  let rest = unit * mass;
  for (const id of kept) {
    rest -= weights[id]!;
    if (rest < 0) return id;
  }
  return kept.at(-1)!;
}

function likeliest(logits: Float32Array): number {
  let best = 0;
  for (let id = 1; id < logits.length; id++) if (logits[id]! > logits[best]!) best = id;
  return best;
}
