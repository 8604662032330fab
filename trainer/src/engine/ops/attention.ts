import type { Tape } from '../graph/tape.ts';
import type { Value } from '../graph/value.ts';
import { softCap } from './soft-cap.ts';

/**
 * Scaled dot-product attention with grouped queries: each key head serves `heads / keyValueHeads` query heads,
 * whose rows stand below one another, so that no key is copied.
 *
 * @param q `[heads, T, width]`
 * @param k `[keyValueHeads, T, width]`
 * @param v `[keyValueHeads, T, width]`
 * @param mask `[heads / keyValueHeads · T, T]`, added to the scores
 * @param options.scale Factor on the scores; absent: one over the root of the width.
 * @param options.cap Scores s become `cap · tanh(s / cap)` before they are masked.
 * @returns `[heads, T, width]`
 */
export function attention(
  tape: Tape,
  q: Value,
  k: Value,
  v: Value,
  mask: Value,
  options: { scale?: number | undefined; cap?: number | undefined } = {},
): Value {
  const { graph } = tape;
  const [groups, tokens, width] = [k.shape[0] as number, k.shape[1]!, k.shape[2] as number];
  const rows = mask.shape[0]!;
  const grid = [groups, rows, tokens];
  const tall = [groups, rows, width];
  const scale = graph.scalar(options.scale ?? 1 / Math.sqrt(width));
  const stack = (value: Value) => graph.node('Reshape', [value, graph.integers([groups, -1, width])], tall);
  const unstack = (value: Value) =>
    graph.node('Reshape', [value, graph.integers([q.shape[0] as number, -1, width])], q.shape);
  const flip = (value: Value) =>
    graph.node('Transpose', [value], [value.shape[0]!, value.shape[2]!, value.shape[1]!], {
      perm: [0, 2, 1],
    });
  const product = (a: Value, b: Value, shape: Value['shape']) => graph.node('MatMul', [a, b], shape);

  const query = graph.node('Mul', [stack(q), scale], tall);
  const raw = product(query, flip(k), grid);
  const bent = options.cap === undefined ? undefined : softCap(graph, raw, options.cap);
  const scores = graph.node('Add', [bent?.y ?? raw, mask], grid);
  const share = graph.node('Softmax', [scores], grid, { axis: -1 });
  const mixed = product(share, v, tall);
  return tape.record(unstack(mixed), [q, k, v], (gradient) => {
    const g = stack(gradient);
    // The row sums of the softmax's pull-back equal those of gradient times result, which is narrower.
    const sums = graph.node(
      'ReduceSum',
      [graph.node('Mul', [g, mixed], tall), graph.integers([-1])],
      [groups, rows, 1],
      { keepdims: 1 },
    );
    const centred = graph.node('Sub', [product(g, flip(v), grid), sums], grid);
    const capped = graph.node('Mul', [centred, share], grid);
    const s = bent ? bent.pullBack(capped) : capped;
    return [
      [v, product(flip(share), g, v.shape)],
      [k, product(flip(s), query, k.shape)],
      [q, unstack(graph.node('Mul', [product(s, k, tall), scale], tall))],
    ];
  });
}
