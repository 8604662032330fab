import { createHash } from 'node:crypto';
import { canonicalJson } from '@cultivar/sdk/spec';
import type { DecoderConfig } from '../../model/decoder-config.ts';
import { layerGraphs } from '../decoder/layer-graphs.ts';
import { headGraph } from '../decoder/head-graph.ts';
import { loraLayout } from '../decoder/lora-layout.ts';
import type { ExecutorChoice, Precision } from '../executor/executor-choice.ts';
import { openVinoGraph } from '../executor/openvino/openvino-graph.ts';
import { openVinoOptions } from '../executor/openvino/openvino-options.ts';
import { OPENVINO_RELEASE } from '../executor/openvino/openvino-release.ts';
import { ORT_VERSION } from '../executor/ort-cpu.ts';
import { ORT_SESSION_OPTIONS } from '../executor/ort-session-options.ts';
import type { Graph } from '../graph/graph.ts';
import { encodeModel } from '../onnx/encode-model.ts';
import { cpuModel } from './cpu-model.ts';
import { detectIsa } from './isa.ts';

/** Grows when anything outside the graphs changes bits: optimiser, tables, chunking, order of sums, how rows are split. */
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
 * The determinism class of training on this machine: equal classes give equal bits.
 *
 * @param choice Only its name and its precision count.
 */
export function trainingClass(choice: ExecutorChoice = { name: 'ort-cpu' }): string {
  if (choice.name === 'ort-cpu') {
    const engine = engineDigest({ ort: ORT_VERSION, options: ORT_SESSION_OPTIONS }, (graph) => graph);
    return `exact:ort-cpu/${engine}/${detectIsa()}`;
  }
  const { precision } = choice;
  return `exact:openvino/${precision}-${openVinoDigest(precision)}/${cpuModel()}`;
}

function openVinoDigest(precision: Precision): string {
  const libraries = OPENVINO_RELEASE.files.map(({ sha256 }) => sha256);
  return engineDigest({ openvino: libraries, options: openVinoOptions(precision) }, (graph) =>
    openVinoGraph(graph, precision),
  );
}

/** Identity of an engine: a digest over the graphs it compiles, its library and its options. */
function engineDigest(identity: object, compiled: (graph: Graph) => Graph): string {
  const layout = loraLayout(SPECIMEN, { rank: 4, alpha: 8, targets: ['q_proj', 'down_proj'] });
  const { forward, backward } = layerGraphs(SPECIMEN, layout, 'activations');
  const graphs = [forward, backward, headGraph(SPECIMEN, 'training'), headGraph(SPECIMEN, 'evaluation')];
  const hash = createHash('sha256');
  hash.update(canonicalJson({ arithmetic: ARITHMETIC_VERSION, ...identity }));
  for (const graph of graphs) hash.update(encodeModel(compiled(graph)));
  return hash.digest('hex').slice(0, 12);
}
