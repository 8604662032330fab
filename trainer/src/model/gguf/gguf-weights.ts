import type { WeightSource } from '../base-model.ts';
import type { DecoderConfig } from '../decoder-config.ts';
import { ModelFileError } from '../model-file-error.ts';
import type { RandomAccessFile } from '../random-access-file.ts';
import type { GgufHeader, GgufTensor } from './gguf-header.ts';
import { huggingFaceName } from './gguf-tensor-names.ts';
import { readGgufTensor } from './read-gguf-tensor.ts';

/** Factors on rotary frequencies: no weight, a part of the configuration. */
export const ROPE_FACTORS = 'rope_freqs.weight';

/**
 * The weights of a GGUF file under their Hugging Face names, dequantised and as Hugging Face keeps them: rows of Llama's
 * q and k in their own order, Gemma's norms less the one that the converter added.
 */
export function ggufWeights(file: RandomAccessFile, header: GgufHeader, config: DecoderConfig): WeightSource {
  const tensors = new Map<string, GgufTensor>();
  for (const tensor of header.tensors.values()) {
    if (tensor.name !== ROPE_FACTORS) tensors.set(huggingFaceName(file.name, config, tensor.name), tensor);
  }
  const find = (name: string): GgufTensor => {
    const tensor = tensors.get(name);
    if (!tensor) throw new ModelFileError('weights', file.name, `holds no weight ${name}`);
    return tensor;
  };
  const isPermuted = (name: string) =>
    config.architecture === 'llama' && /\.[qk]_proj\.(weight|bias)$/.test(name);
  return {
    names: () => [...tensors.keys()],
    shape: (name) => [...find(name).shape],
    async read(name) {
      const tensor = find(name);
      const values = await readGgufTensor(file, tensor);
      if (config.offsetNorms && name.endsWith('norm.weight')) return values.map((value) => value - 1);
      return isPermuted(name) ? unpermuteRows(values, tensor.shape[0]!, config.headDim) : values;
    },
    async packed(name) {
      const { type, shape, offset, byteLength } = find(name);
      if (type.name !== 'Q4_0' && type.name !== 'Q4_1') return undefined;
      const bytes = await file.read(offset, byteLength);
      const rows = isPermuted(name) ? unpermuteRows(bytes, shape[0]!, config.headDim) : bytes;
      return { format: type.name, bytes: rows, shape: [...shape] };
    },
  };
}

/**
 * llama.cpp interleaves the two halves of each head so that rotary pairs are neighbours:
 * its row 2j + half of a head is the model's row half * headDim / 2 + j.
 */
function unpermuteRows<Values extends Float32Array | Uint8Array>(
  values: Values,
  rows: number,
  headDim: number,
): Values {
  const out = values.slice() as Values;
  const columns = values.length / rows;
  const half = headDim / 2;
  for (let row = 0; row < rows; row++) {
    const inHead = row % headDim;
    const source = row - inHead + 2 * (inHead % half) + Math.floor(inHead / half);
    out.set(values.subarray(source * columns, (source + 1) * columns), row * columns);
  }
  return out;
}
