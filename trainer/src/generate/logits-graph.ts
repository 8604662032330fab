import { Graph } from '../engine/graph/graph.ts';
import { Tape } from '../engine/graph/tape.ts';
import { rmsNorm } from '../engine/ops/rms-norm.ts';
import { linear } from '../engine/ops/linear.ts';
import { softCap } from '../engine/ops/soft-cap.ts';
import type { DecoderConfig } from '../model/decoder-config.ts';

/** The end of the model: `x [R, hiddenSize]`, `norm` and `embedding` to `logits [R, vocabulary]`. */
export function logitsGraph(config: DecoderConfig): Graph {
  const graph = new Graph();
  const tape = new Tape(graph);
  const x = graph.input('x', ['R', config.hiddenSize]);
  const norm = graph.input('norm', [config.hiddenSize]);
  const embedding = graph.input('embedding', [config.vocabularySize, config.hiddenSize]);
  const logits = linear(tape, rmsNorm(tape, x, norm, config.normEpsilon), embedding);
  const { logitCap } = config;
  graph.output('logits', logitCap === undefined ? logits : softCap(graph, logits, logitCap).y);
  return graph;
}
