import { quantizeQ4_0 } from '../../src/model/gguf/quantize-q4-0.ts';
import { ggufBytes } from './gguf-bytes.ts';
import { tinyGgufMetadata, tinyGgufTensors } from './tiny-gguf.ts';

/** The type number of Q4_0 in GGUF. */
const Q4_0 = 2;

/** The tiny model as GGUF, the matrices of its layers in Q4_0. */
export function packedTinyGguf(): Uint8Array {
  const tensors = tinyGgufTensors().map((tensor) => {
    if (!tensor.name.startsWith('blk.') || tensor.shape.length < 2) return tensor;
    const { buffer, byteOffset, byteLength } = tensor.bytes;
    return {
      ...{ ...tensor, type: Q4_0 },
      bytes: quantizeQ4_0(new Float32Array(buffer, byteOffset, byteLength / 4)),
    };
  });
  return ggufBytes(tinyGgufMetadata(), tensors);
}
