import type { ElementType } from '../graph/value.ts';

/** ONNX's numbers for element types (`TensorProto.DataType`). */
export const ELEMENT_CODES = { float32: 1, int64: 7, bfloat16: 16 } as const satisfies Record<
  ElementType,
  number
>;
