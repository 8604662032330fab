import { execFile } from 'node:child_process';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { writePeftAdapter } from '../../src/adapter/write-peft-adapter.ts';
import { ortCpu } from '../../src/engine/executor/ort-cpu.ts';
import { openGenerator } from '../../src/generate/open-generator.ts';
import { openModel } from '../../src/model/open-model.ts';
import type { ParityFixture } from './parity-fixture.ts';
import { adaptedLogits } from './parity-run.ts';
import type { ParityRun } from './parity-run.ts';

/** What PEFT makes of an adapter that the trainer trained and wrote. */
export type AdapterInPeft = {
  missing: string[];
  unexpected: string[];
  /** Logits of every token of the first sequence, PEFT's and ours. */
  theirs: Float32Array;
  ours: Float32Array;
};

/** Writes the adapter that a run trained, and reads it with PEFT and with the trainer. */
export async function adapterInPeft(
  python: string,
  fixture: ParityFixture,
  { trained }: ParityRun,
  dir: string,
): Promise<AdapterInPeft> {
  const model = await openModel(fixture.modelFiles);
  const shapes = new Map(
    [...trained].map(([name, data]) => {
      const rows = name.includes('.lora_A.') ? fixture.lora.rank : data.length / fixture.lora.rank;
      return [name, { shape: [rows, data.length / rows], data }];
    }),
  );
  await writePeftAdapter(
    dir,
    { ...fixture.lora, tensors: shapes },
    { base: { name: 'base', revision: null }, model },
  );
  const generator = await openGenerator(ortCpu(1), model);
  const ours = await adaptedLogits(generator, model, dir, fixture.ids[0]!);
  await generator.close();
  await model.close();
  const program = join(import.meta.dirname, 'peft_loads.py');
  const { stdout } = await promisify(execFile)(
    python,
    ['-B', program, dirname(fixture.ggufFiles[0]!.path), dir, JSON.stringify(fixture.ids[0])],
    { maxBuffer: 1 << 28 },
  );
  const { logits, ...keys } = JSON.parse(stdout) as {
    logits: number[];
    missing: string[];
    unexpected: string[];
  };
  return { ...keys, theirs: Float32Array.from(logits), ours };
}
