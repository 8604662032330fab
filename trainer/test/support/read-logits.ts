import { readPeftAdapter } from '../../src/adapter/read-peft-adapter.ts';
import { ortCpu } from '../../src/engine/executor/ort-cpu.ts';
import { openGenerator } from '../../src/generate/open-generator.ts';
import { textMemory } from '../../src/generate/text-memory.ts';
import type { ModelFile } from '../../src/model/model-file.ts';
import { openModel } from '../../src/model/open-model.ts';

/** The trainer's own logits of every token of a text, `[ids, vocabulary]`. */
export async function readLogits(
  files: readonly ModelFile[],
  ids: readonly number[],
  adapterDir?: string,
): Promise<Float32Array> {
  const model = await openModel(files);
  const generator = await openGenerator(ortCpu(1), model);
  try {
    const { config } = model;
    const adapter = await generator.prepare(
      adapterDir ? await readPeftAdapter(adapterDir, config) : undefined,
    );
    const memory = textMemory(config, ids.length);
    const logits = new Float32Array(ids.length * config.vocabularySize);
    for (const [t, id] of ids.entries()) {
      logits.set(await generator.read([id], memory, adapter), t * config.vocabularySize);
    }
    return logits;
  } finally {
    await generator.close();
    await model.close();
  }
}
