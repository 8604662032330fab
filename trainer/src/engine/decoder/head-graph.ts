import type { DecoderConfig } from '../../model/decoder-config.ts';
import { Graph } from '../graph/graph.ts';
import { Tape } from '../graph/tape.ts';
import { rmsNorm } from '../ops/rms-norm.ts';
import { softCap } from '../ops/soft-cap.ts';
import { headWeightGradients } from './head-weight-gradients.ts';
import { softmaxParts } from './softmax-parts.ts';

/** What of the head is computed: losses, `gradient.x` too, or with the method full also those of its own weights. */
export type HeadPass = 'evaluation' | 'training' | 'full';

/**
 * The end of the model with its loss: final norm, output projection, cross-entropy.
 * `x [R, hiddenSize]`, `norm`, `embedding [vocabulary, hiddenSize]`, `labels [R]` and `weights [R, 1]` to
 * `losses [R, 1]` (nats, weighted) and, for training, `gradient.x` of their sum; what else the method full gives stands
 * at `headWeightGradients`. Only rows that count are fed.
 */
export function headGraph(config: DecoderConfig, pass: HeadPass): Graph {
  const graph = new Graph();
  const tape = new Tape(graph);
  const { hiddenSize, vocabularySize, logitCap } = config;
  const wide = ['R', vocabularySize];
  const x = tape.watch(graph.input('x', ['R', hiddenSize]));
  const normWeight = graph.input('norm', [hiddenSize]);
  if (pass === 'full') tape.watch(normWeight);
  const embedding = graph.input('embedding', [vocabularySize, hiddenSize]);
  const labels = graph.input('labels', ['R'], 'int64');
  const weights = graph.input('weights', ['R', 1]);

  const hidden = rmsNorm(tape, x, normWeight, config.normEpsilon);
  const raw = graph.node('Gemm', [hidden, embedding], wide, { transB: 1 });
  const capped = logitCap === undefined ? undefined : softCap(graph, raw, logitCap);
  const logits = capped?.y ?? raw;
  const { powers, total, normalizer } = softmaxParts(graph, logits);
  // The label's logit as a dot product with its embedding: cheaper than gathering from the wide logits.
  const targets = graph.node('Gather', [embedding, labels], ['R', hiddenSize], { axis: 0 });
  const dot = graph.node(
    'ReduceSum',
    [graph.node('Mul', [hidden, targets], ['R', hiddenSize]), graph.integers([1])],
    ['R', 1],
    { keepdims: 1 },
  );
  const chosen = logitCap === undefined ? undefined : softCap(graph, dot, logitCap);
  const losses = graph.node('Sub', [normalizer, chosen?.y ?? dot], ['R', 1]);
  graph.output('losses', graph.node('Mul', [losses, weights], ['R', 1]));
  if (pass === 'evaluation') return graph;

  const spread = capped ? capped.pullBack(powers) : powers;
  const expected = graph.node('Gemm', [spread, embedding], ['R', hiddenSize]);
  const mean = graph.node('Div', [expected, total], ['R', hiddenSize]);
  const slope = chosen?.pullBack(graph.scalar(1));
  const label = slope ? graph.node('Mul', [targets, slope], ['R', hiddenSize]) : targets;
  const pull = graph.node('Sub', [mean, label], ['R', hiddenSize]);
  const gradients = tape.differentiate(hidden, graph.node('Mul', [pull, weights], ['R', hiddenSize]));
  graph.output('gradient.x', gradients.get(x.name)!);
  if (pass !== 'full') return graph;
  graph.output('gradient.norm', gradients.get(normWeight.name)!);
  const share = graph.node('Div', [spread, total], wide);
  headWeightGradients(graph, { hidden, spread: share, label: slope, weights });
  return graph;
}
