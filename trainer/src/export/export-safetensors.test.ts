import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PARITY_ARCHITECTURES, parityFixture } from '../../test/parity/parity-fixture.ts';
import { folderFiles } from '../../test/support/folder-files.ts';
import { readLogits } from '../../test/support/read-logits.ts';
import { temporaryFolder } from '../../test/support/temporary-folder.ts';
import { openModel } from '../model/open-model.ts';
import { exportSafetensors } from './export-safetensors.ts';

const LOGIT_LIMIT = 1e-4;

const furthest = (a: Float32Array, b: Float32Array) =>
  Math.max(...a.map((value, i) => Math.abs(value - b[i]!)));

describe.each(PARITY_ARCHITECTURES)('a merged %s', (architecture) => {
  it('has the logits that PEFT gives base and adapter', async () => {
    const { modelFiles, adapterDir, ids, tensors } = await parityFixture(architecture);
    const outDir = join(await temporaryFolder(), 'merged');
    await exportSafetensors({ modelFiles, adapterDir, outDir, type: 'f32' });
    const logits = await readLogits(await folderFiles(outDir), ids[0]!);
    expect(furthest(logits, tensors.get('logits')!)).toBeLessThan(LOGIT_LIMIT);
  });

  it('of a GGUF base is of 16 bits and the same decoder', async () => {
    const { ggufFiles, adapterDir, quantization } = await parityFixture(architecture);
    const outDir = join(await temporaryFolder(), 'merged');
    const type = await exportSafetensors({ modelFiles: ggufFiles, adapterDir, outDir });
    expect(type).toBe(quantization === 'BF16' ? 'bf16' : 'f16');
    const [merged, base] = [await openModel(await folderFiles(outDir)), await openModel(ggufFiles)];
    const plain = (config: typeof base.config) => ({
      ...config,
      architecture: undefined,
      ropeScaling: undefined,
    });
    expect(plain(merged.config)).toEqual(plain(base.config));
    expect(merged.specialTokens).toEqual(base.specialTokens);
    expect(merged.chatTemplate).toBe(base.chatTemplate);
    expect(merged.tokenizer.encode('the cat sat')).toEqual(base.tokenizer.encode('the cat sat'));
    await Promise.all([merged.close(), base.close()]);
  });
});

describe('a merged model', () => {
  it('of a GGUF base says how rotary positions are stretched, which GGUF keeps as factors', async () => {
    const { ggufFiles, modelFiles } = await parityFixture('llama');
    const outDir = join(await temporaryFolder(), 'merged');
    await exportSafetensors({ modelFiles: ggufFiles, outDir });
    const [merged, base] = [await openModel(await folderFiles(outDir)), await openModel(modelFiles)];
    expect(merged.config.ropeScaling).toEqual(base.config.ropeScaling);
    await Promise.all([merged.close(), base.close()]);
  });

  it('keeps the type of its base, or takes the one that is asked for', async () => {
    const { modelFiles, adapterDir } = await parityFixture('qwen2');
    const folder = await temporaryFolder();
    expect(await exportSafetensors({ modelFiles, adapterDir, outDir: join(folder, 'own') })).toBe('bf16');
    await exportSafetensors({ modelFiles, adapterDir, outDir: join(folder, 'f16'), type: 'f16' });
    const config = async (name: string) =>
      (JSON.parse(await readFile(join(folder, name, 'config.json'), 'utf8')) as { torch_dtype: string })
        .torch_dtype;
    expect([await config('own'), await config('f16')]).toEqual(['bfloat16', 'float16']);
  });

  it('is split over files above a size, and read again', async () => {
    const { modelFiles, adapterDir, ids, tensors } = await parityFixture('llama');
    const outDir = join(await temporaryFolder(), 'merged');
    await exportSafetensors({ modelFiles, adapterDir, outDir, shardBytes: 50_000 });
    const files = await folderFiles(outDir);
    expect(files.map(({ name }) => name).filter((name) => name.startsWith('model'))).toEqual([
      ...['model-00001-of-00003.safetensors', 'model-00002-of-00003.safetensors'],
      ...['model-00003-of-00003.safetensors', 'model.safetensors.index.json'],
    ]);
    expect(furthest(await readLogits(files, ids[0]!), tensors.get('logits')!)).toBeLessThan(LOGIT_LIMIT);
  });

  it('does not take the place of files that are there', async () => {
    const { modelFiles, adapterDir } = await parityFixture('llama');
    const outDir = join(await temporaryFolder(), 'merged');
    await exportSafetensors({ modelFiles, adapterDir, outDir });
    const before = await readdir(outDir);
    await expect(exportSafetensors({ modelFiles, outDir })).rejects.toMatchObject({ code: 'exists' });
    expect(await readdir(outDir)).toEqual(before);
  });

  it('leaves nothing behind when its adapter is refused', async () => {
    const { modelFiles } = await parityFixture('llama');
    const folder = await temporaryFolder();
    const { adapterDir } = await parityFixture('gemma2');
    const asked = exportSafetensors({ modelFiles, adapterDir, outDir: join(folder, 'merged') });
    await expect(asked).rejects.toMatchObject({ name: 'ModelFileError' });
    expect(await readdir(folder)).toEqual([]);
  });
});
