import { readPeftAdapter } from '../../src/adapter/read-peft-adapter.ts';
import { ortCpu } from '../../src/engine/executor/ort-cpu.ts';
import { openGenerator } from '../../src/generate/open-generator.ts';
import type { Generator } from '../../src/generate/generator.ts';
import { textMemory } from '../../src/generate/text-memory.ts';
import type { BaseModel } from '../../src/model/base-model.ts';
import { openModel } from '../../src/model/open-model.ts';
import type { ParityFixture } from './parity-fixture.ts';
import { parityTraining } from './parity-training.ts';
import type { ParityTraining } from './parity-training.ts';

/** What the trainer computes of a fixture, for comparison with what stands in it. */
export type ParityRun = ParityTraining & { logits: Float32Array; written: number[] };

/** Computes with a fixture's model what transformers and PEFT computed. */
export async function parityRun(fixture: ParityFixture): Promise<ParityRun> {
  const model = await openModel(fixture.modelFiles);
  try {
    return { ...(await generate(model, fixture)), ...(await parityTraining(model, fixture)) };
  } finally {
    await model.close();
  }
}

/** The logits of an adapted model at every token, read one by one. */
export async function adaptedLogits(
  generator: Generator,
  { config }: BaseModel,
  adapterDir: string,
  ids: readonly number[],
): Promise<Float32Array> {
  const adapter = await generator.prepare(await readPeftAdapter(adapterDir, config));
  const logits = new Float32Array(ids.length * config.vocabularySize);
  const memory = textMemory(config, ids.length);
  for (const [t, id] of ids.entries()) {
    logits.set(await generator.read([id], memory, adapter), t * config.vocabularySize);
  }
  return logits;
}

async function generate(model: BaseModel, { ids, adapterDir, greedy }: ParityFixture) {
  const generator = await openGenerator(ortCpu(1), model);
  const logits = await adaptedLogits(generator, model, adapterDir, ids[0]!);
  const base = await generator.prepare();
  const { prompt, written: wanted } = greedy;
  const text = textMemory(model.config, prompt.length + wanted.length);
  const written: number[] = [];
  let next = prompt;
  while (written.length < wanted.length) {
    const likely = await generator.read(next, text, base);
    written.push(likely.indexOf(Math.max(...likely)));
    next = written.slice(-1);
  }
  await generator.close();
  return { logits, written };
}
