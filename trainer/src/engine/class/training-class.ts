import { createHash } from 'node:crypto';
import { canonicalJson } from '@cultivar/sdk/spec';
import type { DecoderConfig } from '../../model/decoder-config.ts';
import { layerGraphs } from '../decoder/layer-graphs.ts';
import { headGraph } from '../decoder/head-graph.ts';
import { loraLayout } from '../decoder/lora-layout.ts';
import { ORT_VERSION } from '../executor/ort-cpu.ts';
import { ORT_SESSION_OPTIONS } from '../executor/ort-session-options.ts';
import { encodeModel } from '../onnx/encode-model.ts';
import { detectIsa } from './isa.ts';

/** Grows when anything outside the graphs changes bits: optimiser, tables, chunking, order of sums. */
const ARITHMETIC_VERSION = 1;

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

/** Identity of this engine: a digest over the graphs it emits, the executor and its options. */
export function engineDigest(): string {
  const layout = loraLayout(SPECIMEN, { rank: 4, alpha: 8, targets: ['q_proj', 'down_proj'] });
  const { forward, backward } = layerGraphs(SPECIMEN, layout, 'activations');
  const graphs = [forward, backward, headGraph(SPECIMEN, 'training'), headGraph(SPECIMEN, 'evaluation')];
  const hash = createHash('sha256');
  hash.update(
    canonicalJson({ arithmetic: ARITHMETIC_VERSION, ort: ORT_VERSION, options: ORT_SESSION_OPTIONS }),
  );
  for (const graph of graphs) hash.update(encodeModel(graph));
  return hash.digest('hex').slice(0, 12);
}

/** The determinism class of training on this machine: equal classes give equal bits. */
export function trainingClass(): string {
  return `exact:ort-cpu/${engineDigest()}/${detectIsa()}`;
}
