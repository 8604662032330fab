import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { writePeftAdapter } from '../../src/adapter/write-peft-adapter.ts';
import { loraLayout } from '../../src/engine/decoder/lora-layout.ts';
import { ortCpu } from '../../src/engine/executor/ort-cpu.ts';
import { openGenerator } from '../../src/generate/open-generator.ts';
import { openModel } from '../../src/model/open-model.ts';
import { adaptedLogits } from './parity-run.ts';
import type { ParityTraining } from './parity-training.ts';
import type { VariantFixture } from './variant-fixture.ts';

/** What PEFT makes of an adapter that the trainer trained and wrote. */
export type AdapterInPeft = {
  missing: string[];
  unexpected: string[];
  /** Logits of every token of the first sequence, PEFT's and ours. */
  theirs: Float32Array;
  ours: Float32Array;
};

/** An adapter that was trained for a fixture's model, and the folder to write it into. */
type Trained = { fixture: VariantFixture; run: ParityTraining; dir: string };

/** Writes adapters and reads them with the trainer and, in one process since it starts slowly, with PEFT. */
export async function adaptersInPeft(python: string, adapters: readonly Trained[]): Promise<AdapterInPeft[]> {
  const ours: Float32Array[] = [];
  for (const adapter of adapters) ours.push(await writeAndRead(adapter));
  const jobs = adapters.map(({ fixture, dir }) => ({
    ...{ model: dirname(fixture.ggufFiles[0]!.path), adapter: dir, ids: fixture.ids[0] },
  }));
  const child = spawn(python, ['-B', join(import.meta.dirname, 'peft_loads.py')], { stdio: 'pipe' });
  child.stdin.end(JSON.stringify(jobs));
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
  if (output === '') throw new Error(`the PEFT program wrote nothing: ${errors}`);
  const found = JSON.parse(output) as { logits: number[]; missing: string[]; unexpected: string[] }[];
  return found.map(({ logits, ...keys }, i) => ({
    ...keys,
    theirs: Float32Array.from(logits),
    ours: ours[i]!,
  }));
}

async function writeAndRead({ fixture, run, dir }: Trained): Promise<Float32Array> {
  const model = await openModel(fixture.modelFiles);
  const tensors = new Map(
    loraLayout(model.config, fixture.lora).slots.map(({ name, shape }) => [
      name,
      { shape: [...shape], data: run.trained.get(name)! },
    ]),
  );
  const info = { base: { name: 'base', revision: null }, model };
  await writePeftAdapter(dir, { ...fixture.lora, tensors }, info);
  const generator = await openGenerator(ortCpu(1), model);
  const logits = await adaptedLogits(generator, model, dir, fixture.ids[0]!);
  await generator.close();
  await model.close();
  return logits;
}
