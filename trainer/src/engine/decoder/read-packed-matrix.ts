import type { BaseModel } from '../../model/base-model.ts';
import { quantizeQ4_1 } from '../../model/gguf/quantize-q4-1.ts';
import { ModelFileError } from '../../model/model-file-error.ts';
import { BLOCK_VALUES } from '../../model/packed-matrix.ts';
import type { PackedMatrix } from '../../model/packed-matrix.ts';

/**
 * A weight matrix in four bits: its own blocks where it is stored so, otherwise Q4_1 by ggml's rule, which depends on
 * nothing but the values.
 *
 * @throws ModelFileError when its rows are no whole number of blocks.
 */
export async function readPackedMatrix(weights: BaseModel['weights'], name: string): Promise<PackedMatrix> {
  const shape = weights.shape(name);
  const columns = shape.at(-1)!;
  if (columns % BLOCK_VALUES !== 0) {
    const detail = `its rows have ${columns} values, and blocks of four bits hold ${BLOCK_VALUES}`;
    throw new ModelFileError('unsupported', name, detail);
  }
  const stored = await weights.packed?.(name);
  return stored ?? { format: 'Q4_1', bytes: quantizeQ4_1(await weights.read(name)), shape };
}
