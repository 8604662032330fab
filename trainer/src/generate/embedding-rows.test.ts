import { expect, it, onTestFinished } from 'vitest';
import { PARITY_ARCHITECTURES, parityFixture } from '../../test/parity/parity-fixture.ts';
import type { BaseModel } from '../model/base-model.ts';
import { openModel } from '../model/open-model.ts';
import { openEmbeddingRows } from './embedding-rows.ts';

async function rowsOf(model: BaseModel, weights = model.weights) {
  const rows = await openEmbeddingRows({ ...model, weights });
  onTestFinished(() => rows.close());
  return rows;
}

it.each(PARITY_ARCHITECTURES)('reads the rows of a %s that are asked for', async (architecture) => {
  const model = await openModel((await parityFixture(architecture)).modelFiles);
  onTestFinished(() => model.close());
  const { hiddenSize, vocabularySize } = model.config;
  const all = await model.weights.read('model.embed_tokens.weight');
  const ids = [3, vocabularySize - 1, 0, 3];
  const expected = ids.flatMap((id) => [...all.subarray(id * hiddenSize, (id + 1) * hiddenSize)]);
  const { stored: _, ...unstored } = model.weights;
  for (const rows of [await rowsOf(model), await rowsOf(model, unstored)]) {
    expect([...(await rows.read(ids))]).toEqual(expected);
    expect([...(await rows.read(ids))]).toEqual(expected);
    await expect(rows.read([0, vocabularySize])).rejects.toThrow(RangeError);
    await expect(rows.read([-1])).rejects.toThrow('token -1 has no row');
  }
});
