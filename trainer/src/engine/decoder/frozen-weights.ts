import type { BaseModel } from '../../model/base-model.ts';
import { BLOCK_VALUES, PACKED_FORMATS } from '../../model/packed-matrix.ts';
import type { PackedMatrix } from '../../model/packed-matrix.ts';
import type { Tensor } from '../executor/tensor.ts';
import { layerWeights } from './layer-weights.ts';
import { readPackedMatrix } from './read-packed-matrix.ts';

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

/**
 * Reads every weight.
 *
 * @param pack Keeps the layers' matrices in four bits; where their bytes are to lie.
 * @param place Where a tensor's values are to lie and in what, e.g. a copy in memory that threads share.
 */
export async function readFrozenWeights(
  { config, weights }: BaseModel,
  place: (values: Float32Array, shape: readonly number[]) => Tensor['data'] = (values) => values,
  pack?: (bytes: Uint8Array) => Uint8Array,
): Promise<FrozenWeights> {
  const placed = async (name: string): Promise<Tensor> => {
    const shape = weights.shape(name);
    return { data: place(await weights.read(name), shape), shape };
  };
  const norm = (values: Float32Array) => (config.offsetNorms ? values.map((value) => value + 1) : values);
  const inputs = layerWeights(config);
  const layers: FrozenWeights['layers'] = [];
  const packed: NonNullable<FrozenWeights['packed']> = [];
  for (let i = 0; i < config.layers; i++) {
    const layer: Record<string, Tensor> = {};
    const matrices: Record<string, PackedMatrix> = {};
    let last: { name: string; values: Float32Array } | undefined;
    let lastPacked: { name: string; matrix: PackedMatrix } | undefined;
    for (const { input, shape, stored, offset, isNorm } of inputs) {
      const name = `model.layers.${i}.${stored}`;
      if (pack && shape.length > 1) {
        if (lastPacked?.name !== name) lastPacked = { name, matrix: await readPackedMatrix(weights, name) };
        matrices[input] = rowsOf(lastPacked.matrix, shape, offset, pack);
        continue;
      }
      // What is fused in the file follows one another here: it is read once.
      if (last?.name !== name) last = { name, values: await weights.read(name) };
      const length = shape.reduce((a, b) => a * b, 1);
      const values = last.values.subarray(offset, offset + length);
      layer[input] = { data: place(isNorm ? norm(values) : values, shape), shape };
    }
    layers.push(layer);
    if (pack) packed.push(matrices);
  }
  const embedding = await placed('model.embed_tokens.weight');
  const final = 'model.norm.weight';
  const shape = weights.shape(final);
  return {
    embedding,
    finalNorm: { data: place(norm(await weights.read(final)), shape), shape },
    output: config.tiedEmbeddings ? embedding : await placed('lm_head.weight'),
    layers,
    ...(pack ? { packed } : {}),
  };
}

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
