import type { ModelWeights } from '../../model/base-model.ts';
import { BLOCK_VALUES, PACKED_FORMATS } from '../../model/packed-matrix.ts';
import type { PackedMatrix } from '../../model/packed-matrix.ts';
import type { Tensor } from '../executor/tensor.ts';
import { layerWeights } from './layer-weights.ts';
import { loadWeights } from './load-weights.ts';
import { readPackedMatrix } from './read-packed-matrix.ts';
import type { WeightLoad } from './weight-load.ts';

/** A base model's weights in memory, as graph inputs. */
export type FrozenWeights = {
  embedding: Tensor;
  finalNorm: Tensor;
  /** `[vocabulary, hiddenSize]`, the embedding itself where the model ties them. */
  output: Tensor;
  /** Per layer, by the names of `layerWeights`. */
  layers: Record<string, Tensor>[];
  /** Per layer, the matrices that are kept in four bits and are not among `layers`. */
  packed?: Record<string, PackedMatrix>[] | undefined;
};

/** Memory for a tensor of a shape, in the type that it is to be kept in. */
export type Room = (shape: readonly number[]) => Float32Array | Uint16Array;

/** Weights as they will lie in memory, and what must be read before they do. */
export type LaidOutWeights = { frozen: FrozenWeights; loads: WeightLoad[] };

/**
 * Reads every weight.
 *
 * @param pack Keeps the layers' matrices in four bits; where their bytes are to lie.
 */
export async function readFrozenWeights(
  model: ModelWeights,
  room?: Room,
  pack?: (bytes: Uint8Array) => Uint8Array,
): Promise<FrozenWeights> {
  const { frozen, loads } = await layOutWeights(model, room, pack);
  await loadWeights(model.weights, loads);
  return frozen;
}

/** Makes room for every weight; what is kept in four bits is read already. */
export async function layOutWeights(
  { config, weights }: ModelWeights,
  room: Room = (shape) => new Float32Array(sizeOf(shape)),
  pack?: (bytes: Uint8Array) => Uint8Array,
): Promise<LaidOutWeights> {
  const loads: WeightLoad[] = [];
  const tensorOf = (name: string, shape: readonly number[], offset = 0, isNorm = false): Tensor => {
    const data = room(shape);
    const part = { data, offset, added: isNorm && config.offsetNorms ? 1 : undefined };
    const fused = loads.at(-1)?.name === name ? loads.pop()!.parts : [];
    // What is fused in the file follows one another here: it is read once.
    loads.push({ name, shape: weights.shape(name), parts: [...fused, part] });
    return { data, shape };
  };
  const inputs = layerWeights(config);
  const layers: FrozenWeights['layers'] = [];
  const packed: NonNullable<FrozenWeights['packed']> = [];
  for (let i = 0; i < config.layers; i++) {
    const layer: Record<string, Tensor> = {};
    const matrices: Record<string, PackedMatrix> = {};
    let last: { name: string; matrix: PackedMatrix } | undefined;
    for (const { input, shape, stored, offset, isNorm } of inputs) {
      const name = `model.layers.${i}.${stored}`;
      if (pack && shape.length > 1) {
        if (last?.name !== name) last = { name, matrix: await readPackedMatrix(weights, name) };
        matrices[input] = rowsOf(last.matrix, shape, offset, pack);
      } else layer[input] = tensorOf(name, shape, offset, isNorm);
    }
    layers.push(layer);
    if (pack) packed.push(matrices);
  }
  const whole = (name: string, isNorm = false) => tensorOf(name, weights.shape(name), 0, isNorm);
  const embedding = whole('model.embed_tokens.weight');
  const frozen: FrozenWeights = {
    embedding,
    finalNorm: whole('model.norm.weight', true),
    output: config.tiedEmbeddings ? embedding : whole('lm_head.weight'),
    layers,
    ...(pack ? { packed } : {}),
  };
  return { frozen, loads };
}

const sizeOf = (shape: readonly number[]) => shape.reduce((a, b) => a * b, 1);

/** The rows of a stored matrix that are one projection's, which several may share. */
function rowsOf(
  { format, bytes }: PackedMatrix,
  shape: readonly number[],
  offset: number,
  pack: (bytes: Uint8Array) => Uint8Array,
): PackedMatrix {
  const bytesOf = (values: number) => (values / BLOCK_VALUES) * PACKED_FORMATS[format].blockBytes;
  const from = bytesOf(offset);
  return { format, shape, bytes: pack(bytes.subarray(from, from + bytesOf(shape[0]! * shape[1]!))) };
}
