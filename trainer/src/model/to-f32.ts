import {
  dequantizeQ4_0,
  dequantizeQ4_1,
  dequantizeQ4K,
  dequantizeQ6K,
  dequantizeQ8_0,
} from './gguf/dequantize.ts';
import { widenBf16, widenF16, widenF32 } from './widen.ts';

/** How bytes of each type that weights are stored in become f32, from the start of `out`. */
export const TO_F32 = {
  F32: widenF32,
  F16: widenF16,
  BF16: widenBf16,
  Q4_0: dequantizeQ4_0,
  Q4_1: dequantizeQ4_1,
  Q8_0: dequantizeQ8_0,
  Q4_K: dequantizeQ4K,
  Q6_K: dequantizeQ6K,
} as const satisfies Record<string, (bytes: Uint8Array, out: Float32Array) => void>;
