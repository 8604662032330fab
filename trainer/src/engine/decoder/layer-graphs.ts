import type { DecoderConfig } from '../../model/decoder-config.ts';
import type { ModuleName } from '../../model/linear-modules.ts';
import { Graph } from '../graph/graph.ts';
import { splitGraph } from '../graph/split-graph.ts';
import type { Saving } from '../graph/split-graph.ts';
import { Tape } from '../graph/tape.ts';
import type { Value } from '../graph/value.ts';
import { decoderLayer } from './decoder-layer.ts';
import { layerInputName } from './layer-input-name.ts';
import { declareLayerInputs } from './layer-inputs.ts';
import { isFull } from './full-layout.ts';
import type { Layout } from './full-layout.ts';
import type { LoraMatrix } from './lora-layout.ts';
import { adapterOf } from './no-adapter.ts';

/** Name of the output that holds the gradient of an input. */
export const gradientName = (input: string): string => `gradient.${input}`;

/**
 * The two graphs of a layer under training. `forward`: `x` to `y` and what is saved. `backward`: `x`,
 * `gradient` (of `y`) and what was saved to `gradient.x` and the gradient of every LoRA matrix, or of every weight.
 * The number of tokens `T` is free.
 */
export function layerGraphs(
  config: DecoderConfig,
  layout: Layout,
  saving: Saving,
): { forward: Graph; backward: Graph; saved: Value[] } {
  const graph = new Graph();
  const tape = new Tape(graph);
  const x = tape.watch(graph.input('x', ['T', config.hiddenSize]));
  const values = declareLayerInputs(graph, config, adapterOf(layout), 'T', 'T');
  const watched = [x];
  if (isFull(layout)) for (const weight of values.frozen.values()) watched.push(tape.watch(weight));
  for (const { a, b, dora } of values.lora.values())
    for (const value of dora ? [a, b, dora.magnitude] : [a, b]) watched.push(tape.watch(value));
  const y = decoderLayer(tape, config, x, values);
  const forwardNodes = graph.nodes.length;
  const gradients = tape.differentiate(y, graph.input('gradient', ['T', config.hiddenSize]));
  graph.output('y', y);
  for (const { name } of watched) graph.output(gradientName(name), gradients.get(name)!);
  return splitGraph(graph, forwardNodes, ['y'], saving);
}

/** Names of the gradient outputs of a layer's LoRA matrices. */
export function loraGradientName(module: ModuleName, matrix: LoraMatrix): string {
  return gradientName(layerInputName.lora(module, matrix));
}
