import { canonicalJson, sha256 } from '@cultivar/sdk/spec';
import type { DecoderConfig } from '../../model/decoder-config.ts';
import { headGraph } from '../decoder/head-graph.ts';
import { layerGraphs } from '../decoder/layer-graphs.ts';
import { loraLayout } from '../decoder/lora-layout.ts';
import type { Graph } from '../graph/graph.ts';
import { encodeModel } from '../onnx/encode-model.ts';

/**
 * Grows when anything outside the graphs below changes bits: optimiser, tables, chunking, order of sums, how rows are
 * split; and what the specimen has none of: dropout, DoRA, packed weights.
 */
const ARITHMETIC_VERSION = 2;

/** A shape on which every kind of node is emitted once. */
const SPECIMEN: DecoderConfig = {
  architecture: 'llama',
  hiddenSize: 16,
  intermediateSize: 32,
  layers: 1,
  heads: 4,
  keyValueHeads: 2,
  headDim: 4,
  vocabularySize: 32,
  contextLength: 64,
  ropeBase: 10_000,
  normEpsilon: 1e-5,
  tiedEmbeddings: true,
};

/**
 * Identity of an engine in a determinism class: a digest over the graphs it compiles, its library and its options.
 *
 * @param identity Library and options.
 * @param compiled What becomes of our graphs before they are compiled.
 */
export function engineDigest(identity: object, compiled: (graph: Graph) => Graph = (graph) => graph): string {
  const layout = loraLayout(SPECIMEN, { rank: 4, alpha: 8, targets: ['q_proj', 'down_proj'] });
  const { forward, backward } = layerGraphs(SPECIMEN, layout, 'activations');
  const graphs = [forward, backward, headGraph(SPECIMEN, 'training'), headGraph(SPECIMEN, 'evaluation')];
  const parts = [
    new TextEncoder().encode(canonicalJson({ arithmetic: ARITHMETIC_VERSION, ...identity })),
    ...graphs.map((graph) => encodeModel(compiled(graph))),
  ];
  const bytes = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return sha256(bytes).slice(2, 14);
}
