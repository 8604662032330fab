import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parityFixture } from '../../../test/parity/parity-fixture.ts';
import { packedTinyGguf } from '../../../test/support/packed-tiny-gguf.ts';
import { temporaryFolder } from '../../../test/support/temporary-folder.ts';
import { TINY_CONFIG } from '../../../test/support/tiny-config.ts';
import type { BaseModel } from '../../model/base-model.ts';
import { dequantizeQ4_1 } from '../../model/gguf/dequantize.ts';
import { quantizeQ4_1 } from '../../model/gguf/quantize-q4-1.ts';
import type { ModelFile } from '../../model/model-file.ts';
import { openModel } from '../../model/open-model.ts';
import type { Tensor } from '../executor/tensor.ts';
import { toBfloat16 } from '../executor/bfloat16.ts';
import { readFrozenWeights } from './frozen-weights.ts';
import { layerWeightsOf } from './layer-weights-of.ts';

const keep = (bytes: Uint8Array) => bytes.slice();

async function withModel(files: ModelFile[], use: (model: BaseModel) => Promise<void>): Promise<void> {
  const model = await openModel(files);
  try {
    await use(model);
  } finally {
    await model.close();
  }
}

async function turnedRows(): Promise<ModelFile[]> {
  const path = join(await temporaryFolder(), 'tiny.gguf');
  await writeFile(path, packedTinyGguf());
  return [{ name: 'tiny.gguf', path }];
}

const STORED_IN_FOUR_BITS: [string, () => Promise<ModelFile[]>][] = [
  ['Q4_0 with the turned rows of Llama', turnedRows],
  ['Q4_0', async () => (await parityFixture('qwen2')).ggufFiles],
  ['Q4_1 with projections in one', async () => (await parityFixture('phi3')).ggufFiles],
];

describe('weights in four bits', () => {
  it.each(STORED_IN_FOUR_BITS)('stored as %s are what the file says, in every layer', async (_, files) => {
    await withModel(await files(), async (model) => {
      const plain = await readFrozenWeights(model);
      const packed = await readFrozenWeights(model, undefined, keep);
      const weightsOf = layerWeightsOf(packed, 'f32');
      for (const [layer, weights] of plain.layers.entries()) {
        const unpacked = weightsOf(layer);
        expect(Object.keys(unpacked).toSorted()).toEqual(Object.keys(weights).toSorted());
        const other = ([name, { data }]: [string, Tensor]) =>
          data.some((value, i) => value !== unpacked[name]!.data[i]);
        expect(Object.entries(weights).filter(other)).toHaveLength(0);
      }
      const matrices = packed.packed!.flatMap((layer) => Object.values(layer));
      const values = matrices.reduce((sum, { shape }) => sum + shape[0]! * shape[1]!, 0);
      const bytes = matrices.reduce((sum, matrix) => sum + matrix.bytes.length, 0);
      expect(bytes / values).toBeLessThanOrEqual(20 / 32);
    });
  });

  it('are quantised as ggml does where they are stored in more', async () => {
    await withModel((await parityFixture('llama')).modelFiles, async (model) => {
      const weightsOf = layerWeightsOf(await readFrozenWeights(model, undefined, keep), 'f32');
      const values = await model.weights.read('model.layers.1.mlp.down_proj.weight');
      const expected = new Float32Array(values.length);
      dequantizeQ4_1(quantizeQ4_1(values), expected);
      expect(weightsOf(1)['weight.down_proj']!.data).toEqual(expected);
    });
  });

  it('are quantised to the very blocks that the gguf package makes', async () => {
    const fixture = await parityFixture('phi3');
    const name = 'model.layers.1.mlp.down_proj.weight';
    await withModel(fixture.modelFiles, async (model) => {
      await withModel(fixture.ggufFiles, async (gguf) => {
        const theirs = await gguf.weights.packed!(name);
        expect(theirs).toMatchObject({ format: 'Q4_1' });
        expect(Buffer.from(quantizeQ4_1(await model.weights.read(name)))).toEqual(Buffer.from(theirs!.bytes));
      });
    });
  });

  it('are rounded to bfloat16 for an executor that computes in it', async () => {
    await withModel((await parityFixture('qwen2')).ggufFiles, async (model) => {
      const weightsOf = layerWeightsOf(await readFrozenWeights(model, undefined, keep), 'bf16');
      const values = await model.weights.read('model.layers.0.self_attn.v_proj.weight');
      const expected = new Uint16Array(values.length);
      toBfloat16(values, expected);
      expect(weightsOf(0)['weight.v_proj']!.data).toEqual(expected);
    });
  });

  it('are refused where a row is no whole number of blocks', async () => {
    await withModel((await parityFixture('qwen2')).modelFiles, async (model) => {
      const weights = { ...model.weights, shape: () => [TINY_CONFIG.hiddenSize, 40] };
      await expect(readFrozenWeights({ ...model, weights }, undefined, keep)).rejects.toMatchObject({
        ...{ name: 'ModelFileError', code: 'unsupported' },
        message: expect.stringContaining('40 values') as string,
      });
    });
  });
});
