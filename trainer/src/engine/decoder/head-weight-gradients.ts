import type { Graph } from '../graph/graph.ts';
import type { Value } from '../graph/value.ts';

/**
 * Adds the gradient of the output projection to a head's graph, in two parts: `gradient.output` `[vocabulary, hiddenSize]`
 * of all logits, and `gradient.label` `[R, hiddenSize]`, which belongs in the row of each label, with a minus: to scatter
 * rows is what executors do in different orders.
 *
 * @param parts.hidden What the projection reads, `[R, hiddenSize]`.
 * @param parts.spread Gradient of a row's loss with respect to its logits, but for its label's part, `[R, vocabulary]`.
 * @param parts.label That of the label's logit, without its sign; absent: one.
 * @param parts.weights Factor on each row's loss, `[R, 1]`.
 */
export function headWeightGradients(
  graph: Graph,
  {
    hidden,
    spread,
    label,
    weights,
  }: { hidden: Value; spread: Value; label: Value | undefined; weights: Value },
): void {
  const pull = graph.node('Mul', [spread, weights], spread.shape);
  const shape = [spread.shape[1]!, hidden.shape[1]!];
  graph.output('gradient.output', graph.node('Gemm', [pull, hidden], shape, { transA: 1 }));
  const own = label ? graph.node('Mul', [hidden, label], hidden.shape) : hidden;
  graph.output('gradient.label', graph.node('Mul', [own, weights], hidden.shape));
}
