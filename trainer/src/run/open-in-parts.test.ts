import { describe, expect, it } from 'vitest';
import { ggufBytes } from '../../test/support/gguf-bytes.ts';
import { tinyGgufMetadata, tinyGgufTensors } from '../../test/support/tiny-gguf.ts';
import { writtenFile } from '../../test/support/written-file.ts';
import { openInParts } from './open-in-parts.ts';

const tinyGguf = async () => [
  await writtenFile('tiny.gguf', ggufBytes(tinyGgufMetadata(), tinyGgufTensors())),
];

describe('a model opened in parts', () => {
  it('gives its weights first, and the rest once it may go on', async () => {
    const { opening, model } = openInParts(await tinyGguf());
    const { config, weights } = await opening.weights;
    let isWhole = false;
    void model.then(() => (isWhole = true));
    expect(await weights.read('model.norm.weight')).toHaveLength(config.hiddenSize);
    expect(isWhole).toBe(false);
    opening.goOn();
    expect((await model).tokenizer.encode('a')).toHaveLength(1);
    await (await model).close();
  });

  it('waits for nobody who wants all of it', async () => {
    const { opening, model } = openInParts(await tinyGguf());
    expect(await opening.whole()).toBe(await model);
    await (await model).close();
  });

  it('refuses its weights with itself', async () => {
    const { opening, model } = openInParts([await writtenFile('model.gguf', 'no model')]);
    await expect(opening.weights).rejects.toMatchObject({ code: 'truncated' });
    await expect(model).rejects.toMatchObject({ code: 'truncated' });
  });
});
