import type { WeightSource } from '../base-model.ts';
import type { DecoderConfig } from '../decoder-config.ts';
import { ModelFileError } from '../model-file-error.ts';
import type { RandomAccessFile } from '../random-access-file.ts';
import { readStoredWeight } from '../read-stored-weight.ts';
import type { StoredWeight } from '../stored-weight.ts';
import { deinterleaveRows } from './deinterleave-rows.ts';
import type { GgufHeader, GgufTensor } from './gguf-header.ts';
import { huggingFaceName } from './gguf-tensor-names.ts';

/** Factors on rotary frequencies: no weight, a part of the configuration. */
export const ROPE_FACTORS = 'rope_freqs.weight';

/**
 * The weights of a GGUF file under their Hugging Face names, dequantised and as Hugging Face keeps them: rows of Llama's
 * q and k in their own order, Gemma's norms less the one that the converter added.
 */
export function ggufWeights(
  file: RandomAccessFile,
  path: string,
  header: GgufHeader,
  config: DecoderConfig,
): WeightSource {
  const tensors = new Map<string, GgufTensor>();
  for (const tensor of header.tensors.values()) {
    if (tensor.name !== ROPE_FACTORS) tensors.set(huggingFaceName(file.name, config, tensor.name), tensor);
  }
  const find = (name: string): GgufTensor => {
    const tensor = tensors.get(name);
    if (!tensor) throw new ModelFileError('weights', file.name, `holds no weight ${name}`);
    return tensor;
  };
  const isInterleaved = (name: string) =>
    config.architecture === 'llama' && /\.[qk]_proj\.(weight|bias)$/.test(name);
  const stored = (name: string): StoredWeight => {
    const { shape, offset, byteLength, type } = find(name);
    return {
      file: { name: file.name, path },
      ...{ shape, offset, byteLength, type: type.name },
      interleaved: isInterleaved(name) ? config.headDim : undefined,
      excess: config.offsetNorms && name.endsWith('norm.weight') ? 1 : undefined,
    };
  };
  return {
    names: () => [...tensors.keys()],
    shape: (name) => [...find(name).shape],
    async read(name) {
      const weight = stored(name);
      const values = new Float32Array(weight.shape.reduce((a, b) => a * b, 1));
      await readStoredWeight(file, weight, values);
      return values;
    },
    stored,
    async packed(name) {
      const { type, shape, offset, byteLength } = find(name);
      if (type.name !== 'Q4_0' && type.name !== 'Q4_1') return undefined;
      const bytes = await file.read(offset, byteLength);
      const rows = isInterleaved(name) ? deinterleaveRows(bytes, shape[0]!, config.headDim) : bytes;
      return { format: type.name, bytes: rows, shape: [...shape] };
    },
  };
}
