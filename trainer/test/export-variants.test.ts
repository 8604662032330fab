import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readPeftAdapter } from '../src/adapter/read-peft-adapter.ts';
import { ortCpu } from '../src/engine/executor/ort-cpu.ts';
import { exportGgufLora } from '../src/export/export-gguf-lora.ts';
import { exportPeft } from '../src/export/export-peft.ts';
import { exportSafetensors } from '../src/export/export-safetensors.ts';
import { openGenerator } from '../src/generate/open-generator.ts';
import { textMemory } from '../src/generate/text-memory.ts';
import { readGgufHeader } from '../src/model/gguf/read-gguf-header.ts';
import { openModel } from '../src/model/open-model.ts';
import { openRandomAccessFile } from '../src/model/random-access-file.ts';
import { variantFixture } from './parity/variant-fixture.ts';
import { folderFiles } from './support/folder-files.ts';
import { readLogits } from './support/read-logits.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

const LOGIT_LIMIT = 1e-4;

const furthest = (a: Float32Array, b: Float32Array) =>
  Math.max(...a.map((value, i) => Math.abs(value - b[i]!)));

describe('merged, an adapter', () => {
  it.each(['dora', 'dora-fused', 'rank-stabilized'])('of kind %s has the logits of PEFT', async (variant) => {
    const { modelFiles, adapterDir, ids, tensors } = await variantFixture(variant);
    const outDir = join(await temporaryFolder(), 'merged');
    await exportSafetensors({ modelFiles, adapterDir, outDir, type: 'f32' });
    const logits = await readLogits(await folderFiles(outDir), ids[0]!);
    expect(furthest(logits, tensors.get('logits')!)).toBeLessThan(LOGIT_LIMIT);
  });
});

describe('a DoRA adapter', () => {
  it('exported for PEFT is the same adapter', async () => {
    const { modelFiles, adapterDir } = await variantFixture('dora');
    const outDir = join(await temporaryFolder(), 'adapter');
    await exportPeft({ modelFiles, adapterDir, outDir });
    const { config, close } = await openModel(modelFiles);
    await close();
    expect(await readPeftAdapter(outDir, config)).toEqual(await readPeftAdapter(adapterDir, config));
  });

  it('gives two texts that go on together the logits of each alone', async () => {
    const { modelFiles, adapterDir, ids } = await variantFixture('dora');
    const model = await openModel(modelFiles);
    const generator = await openGenerator(ortCpu(1), model);
    onTestFinished(async () => {
      await generator.close();
      await model.close();
    });
    const adapter = await generator.prepare(await readPeftAdapter(adapterDir, model.config));
    const [first, second, alone] = [0, 1, 2].map(() => textMemory(model.config, 8));
    for (const memory of [first!, alone!]) await generator.read(ids[0]!.slice(0, 6), memory, adapter);
    await generator.read(ids[1]!.slice(0, 3), second!, adapter);
    const texts = [first!, second!].map((memory) => ({ id: ids[0]![6]!, memory }));
    const [together] = await generator.readTogether(texts, adapter);
    expect(furthest(together!, await generator.read([ids[0]![6]!], alone!, adapter))).toBeLessThan(1e-5);
  });
});

describe('a GGUF LoRA', () => {
  it('of an adapter that scales by the root of its rank says so by its alpha', async () => {
    const { modelFiles, adapterDir, lora } = await variantFixture('rank-stabilized');
    const outFile = join(await temporaryFolder(), 'adapter.gguf');
    await exportGgufLora({ modelFiles, adapterDir, outFile });
    const file = await openRandomAccessFile('adapter.gguf', outFile);
    onTestFinished(() => file.close());
    const { metadata } = await readGgufHeader(file);
    expect(metadata.get('adapter.lora.alpha')).toBeCloseTo(lora.alpha * Math.sqrt(lora.rank), 4);
  });

  it('is refused for DoRA, which it has no place for', async () => {
    const { modelFiles, adapterDir } = await variantFixture('dora');
    const folder = await temporaryFolder();
    const asked = exportGgufLora({ modelFiles, adapterDir, outFile: join(folder, 'adapter.gguf') });
    await expect(asked).rejects.toMatchObject({ name: 'ExportError', code: 'unsupported' });
    expect(await readdir(folder)).toEqual([]);
  });
});
