import type { DecoderConfig } from '../../model/decoder-config.ts';
import { Graph } from '../graph/graph.ts';
import { Tape } from '../graph/tape.ts';
import type { Value } from '../graph/value.ts';
import { rmsNorm } from '../ops/rms-norm.ts';
import { softCap } from '../ops/soft-cap.ts';
import type { HeadPass } from './head-graph.ts';
import { headWeightGradients } from './head-weight-gradients.ts';
import { softmaxParts } from './softmax-parts.ts';

/** How soft both models are asked, and how much the teacher's answer counts: 0 to 1. */
export type Softness = { temperature: number; weight: number };

/**
 * The ends of two models of one vocabulary, with the loss of the one that learns (Hinton et al. 2015, section 2):
 * `(1 - weight) · cross-entropy + weight · temperature² · KL(teacher ‖ student)`, both distributions softened by the
 * temperature. Inputs are those of `headGraph`, and the teacher's `teacher.x`, `teacher.norm`, `teacher.embedding`;
 * outputs `losses [R, 1]`, each times its weight, and `gradient.x` of their sum; with the method full those of
 * `headGraph` too. No logits leave the graph.
 *
 * It is no part of the digest that names a class: who changes its arithmetic raises `ARITHMETIC_VERSION`.
 */
export function distillationGraph(
  config: DecoderConfig,
  teacher: DecoderConfig,
  { temperature, weight }: Softness,
  pass: Exclude<HeadPass, 'evaluation'> = 'training',
): Graph {
  const graph = new Graph();
  const tape = new Tape(graph);
  const { hiddenSize, vocabularySize } = config;
  const rows = ['R', hiddenSize];
  const x = tape.watch(graph.input('x', rows));
  const normWeight = graph.input('norm', [hiddenSize]);
  if (pass === 'full') tape.watch(normWeight);
  const embedding = graph.input('embedding', [vocabularySize, hiddenSize]);
  const labels = graph.input('labels', ['R'], 'int64');
  const weights = graph.input('weights', ['R', 1]);
  const { times, plus, minus, sum, over } = arithmetic(graph);

  const hidden = rmsNorm(tape, x, normWeight, config.normEpsilon);
  const logits = cappedLogits(graph, config, hidden, embedding);
  const hard = softmaxParts(graph, logits.y);
  const softened = times(logits.y, 1 / temperature);
  const soft = softmaxParts(graph, softened);
  const asked = times(teacherLogits(graph, teacher), 1 / temperature);
  const said = softmaxParts(graph, asked);
  const wanted = over(said.powers, said.total);

  // The label's logit as a dot product with its embedding: cheaper than gathering from the wide logits.
  const targets = graph.node('Gather', [embedding, labels], rows, { axis: 0 });
  const dot = sum(graph.node('Mul', [hidden, targets], rows));
  const chosen = config.logitCap === undefined ? undefined : softCap(graph, dot, config.logitCap);
  const likelihood = minus(hard.normalizer, chosen?.y ?? dot);
  const apart = sum(graph.node('Mul', [wanted, minus(asked, softened)], wanted.shape));
  const divergence = plus(apart, minus(soft.normalizer, said.normalizer));
  const losses = plus(times(likelihood, 1 - weight), times(divergence, weight * temperature ** 2));
  graph.output('losses', graph.node('Mul', [losses, weights], ['R', 1]));

  const learnt = times(over(hard.powers, hard.total), 1 - weight);
  const copied = times(minus(over(soft.powers, soft.total), wanted), weight * temperature);
  const spread = logits.pullBack(plus(learnt, copied));
  const expected = graph.node('Gemm', [spread, embedding], rows);
  const share = graph.scalar(1 - weight);
  const slope = chosen ? chosen.pullBack(share) : share;
  const pull = graph.node('Mul', [minus(expected, graph.node('Mul', [targets, slope], rows)), weights], rows);
  const gradients = tape.differentiate(hidden, pull);
  graph.output('gradient.x', gradients.get(x.name)!);
  if (pass !== 'full') return graph;
  graph.output('gradient.norm', gradients.get(normWeight.name)!);
  headWeightGradients(graph, { hidden, spread, label: slope, weights });
  return graph;
}

function teacherLogits(graph: Graph, config: DecoderConfig): Value {
  const { hiddenSize, vocabularySize, normEpsilon } = config;
  const x = graph.input('teacher.x', ['R', hiddenSize]);
  const norm = graph.input('teacher.norm', [hiddenSize]);
  const embedding = graph.input('teacher.embedding', [vocabularySize, hiddenSize]);
  return cappedLogits(graph, config, rmsNorm(new Tape(graph), x, norm, normEpsilon), embedding).y;
}

function cappedLogits(
  graph: Graph,
  { logitCap, vocabularySize }: DecoderConfig,
  hidden: Value,
  embedding: Value,
): { y: Value; pullBack: (gradient: Value) => Value } {
  const y = graph.node('Gemm', [hidden, embedding], ['R', vocabularySize], { transB: 1 });
  return logitCap === undefined ? { y, pullBack: (gradient) => gradient } : softCap(graph, y, logitCap);
}

/** The few operations of the loss, shapes kept. */
function arithmetic(graph: Graph) {
  const pair = (op: string) => (a: Value, b: Value) => graph.node(op, [a, b], a.shape);
  return {
    ...{ plus: pair('Add'), minus: pair('Sub'), over: pair('Div') },
    times: (value: Value, factor: number) => graph.node('Mul', [value, graph.scalar(factor)], value.shape),
    sum: (value: Value) => graph.node('ReduceSum', [value, graph.integers([1])], ['R', 1], { keepdims: 1 }),
  };
}
