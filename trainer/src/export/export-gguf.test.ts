import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { PARITY_ARCHITECTURES, parityFixture } from '../../test/parity/parity-fixture.ts';
import { readLogits } from '../../test/support/read-logits.ts';
import { temporaryFolder } from '../../test/support/temporary-folder.ts';
import type { GgufHeader } from '../model/gguf/gguf-header.ts';
import { readGgufHeader } from '../model/gguf/read-gguf-header.ts';
import { openModel } from '../model/open-model.ts';
import { openRandomAccessFile } from '../model/random-access-file.ts';
import { exportGgufLora } from './export-gguf-lora.ts';
import { exportGguf } from './export-gguf.ts';
import type { GgufType } from './gguf/gguf-encoding.ts';

/** A fixture whose model GGUF has words for: windows of Qwen's it cannot say. */
async function sayable(architecture: string) {
  const fixture = await parityFixture(architecture);
  if (architecture !== 'qwen2') return fixture;
  const path = join(await temporaryFolder(), 'config.json');
  const config = fixture.modelFiles.find(({ name }) => name === 'config.json')!;
  const json = JSON.parse(await readFile(config.path, 'utf8')) as object;
  await writeFile(path, JSON.stringify({ ...json, use_sliding_window: false, layer_types: null }));
  return {
    ...fixture,
    modelFiles: fixture.modelFiles.map((file) => (file === config ? { ...file, path } : file)),
  };
}

async function opened(path: string): Promise<GgufHeader & { bytes(name: string): Promise<Uint8Array> }> {
  const file = await openRandomAccessFile('model.gguf', path);
  onTestFinished(() => file.close());
  const header = await readGgufHeader(file);
  const bytes = (name: string) => {
    const { offset, byteLength } = header.tensors.get(name)!;
    return file.read(offset, byteLength);
  };
  return { ...header, bytes };
}

const furthest = (a: Float32Array, b: Float32Array) =>
  Math.max(...a.map((value, i) => Math.abs(value - b[i]!)));

describe.each(PARITY_ARCHITECTURES)('a GGUF of a %s', (architecture) => {
  it('has the tensors, to the bit, that the gguf package writes of it', async () => {
    const { modelFiles, ggufFiles, quantization } = await sayable(architecture);
    const type = quantization === 'Q4_1' ? 'f16' : (quantization.toLowerCase() as GgufType);
    const outFile = join(await temporaryFolder(), 'model.gguf');
    await exportGguf({ modelFiles, outFile, type });
    const [ours, theirs] = [await opened(outFile), await opened(ggufFiles[0]!.path)];
    expect([...ours.tensors.keys()].toSorted()).toEqual([...theirs.tensors.keys()].toSorted());
    for (const [name, { shape, type: stored }] of theirs.tensors) {
      const own = ours.tensors.get(name)!;
      expect({ name, shape: own.shape }).toEqual({ name, shape });
      if (own.type !== stored || name === 'rope_freqs.weight') continue;
      expect({ name, same: Buffer.compare(await ours.bytes(name), await theirs.bytes(name)) === 0 }).toEqual({
        ...{ name, same: true },
      });
    }
  });

  it('says of itself what the gguf package says', async () => {
    const { modelFiles, ggufFiles } = await sayable(architecture);
    const outFile = join(await temporaryFolder(), 'model.gguf');
    await exportGguf({ modelFiles, outFile, type: 'f16' });
    const [ours, theirs] = [await opened(outFile), await opened(ggufFiles[0]!.path)];
    const untold = [...theirs.metadata].filter(
      ([key, value]) => JSON.stringify(ours.metadata.get(key)) !== JSON.stringify(value),
    );
    expect(untold).toEqual([]);
  });

  it('keeps a LoRA by the names of llama.cpp, with rows in its order', async () => {
    const { modelFiles, adapterDir, lora } = await parityFixture(architecture);
    const outFile = join(await temporaryFolder(), 'adapter.gguf');
    await exportGgufLora({ modelFiles, adapterDir, outFile });
    const { metadata, tensors } = await opened(outFile);
    expect(Object.fromEntries(metadata)).toEqual({
      'general.architecture': architecture === 'mistral' ? 'llama' : architecture,
      'general.type': 'adapter',
      'adapter.type': 'lora',
      'adapter.lora.alpha': lora.alpha,
    });
    expect(tensors.size).toBe(2 * 2 * lora.targets.length);
    const q = architecture === 'phi3' ? 'attn_qkv' : 'attn_q';
    expect(tensors.get(`blk.1.${q}.weight.lora_a`)!.shape).toEqual([lora.rank, 32]);
    expect(tensors.get(`blk.1.${q}.weight.lora_b`)!.shape[1]).toBe(lora.rank);
  });
});

describe('a GGUF', () => {
  it.each(['gemma3', 'phi3'])(
    'of a %s with an adapter in it has the logits of both',
    async (architecture) => {
      const { modelFiles, adapterDir, ids } = await sayable(architecture);
      const outFile = join(await temporaryFolder(), 'merged.gguf');
      await exportGguf({ modelFiles, adapterDir, outFile, type: 'f32' });
      const merged = await readLogits([{ name: 'merged.gguf', path: outFile }], ids[0]!.slice(0, 12));
      const apart = await readLogits(modelFiles, ids[0]!.slice(0, 12), adapterDir);
      expect(furthest(merged, apart)).toBeLessThan(1e-4);
    },
  );

  it('of a GGUF keeps its tokenizer, its name and what its adapter does', async () => {
    const { ggufFiles, adapterDir, ids } = await parityFixture('llama');
    const outFile = join(await temporaryFolder(), 'merged.gguf');
    await exportGguf({ modelFiles: ggufFiles, adapterDir, outFile, type: 'f32' });
    const [ours, theirs] = [await opened(outFile), await opened(ggufFiles[0]!.path)];
    for (const [key, value] of theirs.metadata) expect([key, ours.metadata.get(key)]).toEqual([key, value]);
    const merged = await readLogits([{ name: 'merged.gguf', path: outFile }], ids[0]!.slice(0, 12));
    expect(furthest(merged, await readLogits(ggufFiles, ids[0]!.slice(0, 12), adapterDir))).toBeLessThan(
      1e-4,
    );
  });

  it('is refused for windows that llama.cpp does not know of', async () => {
    const { modelFiles } = await parityFixture('qwen2');
    const asked = exportGguf({
      modelFiles,
      outFile: join(await temporaryFolder(), 'model.gguf'),
      type: 'f16',
    });
    await expect(asked).rejects.toMatchObject({
      code: 'unsupported',
      message: expect.stringContaining('window of 10') as string,
    });
  });

  it('in four bits keeps its embedding in eight, and rows that are no whole blocks in sixteen', async () => {
    const { modelFiles } = await parityFixture('llama');
    const outFile = join(await temporaryFolder(), 'model.gguf');
    await exportGguf({ modelFiles, outFile, type: 'q4_0' });
    const { tensors } = await opened(outFile);
    const type = (name: string) => tensors.get(name)!.type.name;
    expect([type('token_embd.weight'), type('blk.0.attn_q.weight'), type('blk.0.attn_norm.weight')]).toEqual([
      ...['Q8_0', 'Q4_0', 'F32'],
    ]);
  });

  it('tokenises as its tokenizer.json does', async () => {
    const folder = await temporaryFolder();
    for (const architecture of ['llama', 'gemma2']) {
      const { modelFiles } = await parityFixture(architecture);
      const outFile = join(folder, `${architecture}.gguf`);
      await exportGguf({ modelFiles, outFile, type: 'f16' });
      const [ours, theirs] = [
        await openModel([{ name: 'model.gguf', path: outFile }]),
        await openModel(modelFiles),
      ];
      for (const text of ['the cat sat there', 'naïve 東京 12345', "it's the end\n\nof <|im_end|>"]) {
        expect(ours.tokenizer.encode(text)).toEqual(theirs.tokenizer.encode(text));
      }
      await Promise.all([ours.close(), theirs.close()]);
    }
  });

  it('is refused for a tokenizer that cuts in a way without a name', async () => {
    const { modelFiles } = await parityFixture('llama');
    const folder = await temporaryFolder();
    const tokenizer = modelFiles.find(({ name }) => name === 'tokenizer.json')!;
    const changed = join(folder, 'tokenizer.json');
    const { default: json } = (await import(tokenizer.path, { with: { type: 'json' } })) as {
      default: object;
    };
    await writeFile(changed, JSON.stringify({ ...json, pre_tokenizer: { type: 'Whitespace' } }));
    const files = modelFiles.map((file) => (file === tokenizer ? { ...file, path: changed } : file));
    const out = join(folder, 'out');
    await mkdir(out);
    const asked = exportGguf({ modelFiles: files, outFile: join(out, 'model.gguf'), type: 'f16' });
    await expect(asked).rejects.toMatchObject({ name: 'ExportError', code: 'unsupported' });
    expect(await readdir(out)).toEqual([]);
  });
});
