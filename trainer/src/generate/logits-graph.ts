import { Graph } from '../engine/graph/graph.ts';
import { Tape } from '../engine/graph/tape.ts';
import type { Value } from '../engine/graph/value.ts';
import { rmsNorm } from '../engine/ops/rms-norm.ts';
import { linear } from '../engine/ops/linear.ts';
import { softCap } from '../engine/ops/soft-cap.ts';
import type { DecoderConfig } from '../model/decoder-config.ts';

/**
 * The end of the model: `x [R, hiddenSize]`, `norm` and `embedding` to `logits [R, vocabulary]`.
 *
 * @param declare How the weights come into the graph; default: as inputs.
 */
export function logitsGraph(
  config: DecoderConfig,
  declare = (to: Graph, name: string, shape: readonly number[]): Value => to.input(name, shape),
): Graph {
  const graph = new Graph();
  const tape = new Tape(graph);
  const x = graph.input('x', ['R', config.hiddenSize]);
  const norm = declare(graph, 'norm', [config.hiddenSize]);
  const embedding = declare(graph, 'embedding', [config.vocabularySize, config.hiddenSize]);
  const logits = linear(tape, rmsNorm(tape, x, norm, config.normEpsilon), embedding);
  const { logitCap } = config;
  graph.output('logits', logitCap === undefined ? logits : softCap(graph, logits, logitCap).y);
  return graph;
}
