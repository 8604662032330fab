// Prints the tables of docs/evidence/trainer-parity.md. The Python in CULTIVAR_PYTHON has torch, transformers and peft.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ortCpu } from '../../src/engine/executor/ort-cpu.ts';
import { openGenerator } from '../../src/generate/open-generator.ts';
import { openModel } from '../../src/model/open-model.ts';
import { findTorch } from '../torch/find-torch.ts';
import { adaptersInPeft } from './adapters-in-peft.ts';
import type { AdapterInPeft } from './adapters-in-peft.ts';
import { PARITY_ARCHITECTURES, parityFixture } from './parity-fixture.ts';
import { adaptedLogits, parityRun } from './parity-run.ts';
import { parityTraining } from './parity-training.ts';
import { relativeDistance } from './relative-distance.ts';
import { PARITY_VARIANTS, variantFixture } from './variant-fixture.ts';
import type { VariantFixture } from './variant-fixture.ts';

const shown = (value: number) => value.toExponential(1);
const { python } = findTorch();
console.log(
  '| architecture | logits | loss | worst gradient | loss over 20 steps | worst matrix after them | greedy tokens | ours in PEFT |',
);
console.log('|---|---|---|---|---|---|---|---|');
for (const architecture of PARITY_ARCHITECTURES) {
  const fixture = await parityFixture(architecture);
  const run = await parityRun(fixture);
  const same = run.written.filter((id, i) => id === fixture.greedy.written[i]).length;
  const dir = await mkdtemp(join(tmpdir(), 'parity-'));
  const [back] = await adaptersInPeft(python, [{ fixture, run, dir }]);
  await rm(dir, { recursive: true });
  console.log(
    `| ${architecture} | ${shown(furthest(run.logits, fixture.tensors.get('logits')!))} | ` +
      `${shown(Math.abs(run.loss / fixture.loss - 1))} | ${shown(worst(fixture, 'gradient', run.gradients))} | ` +
      `${shown(relativeDistance(run.losses, fixture.losses))} | ${shown(worst(fixture, 'trained', run.trained))} | ` +
      `${same} of ${fixture.greedy.written.length} | ${inPeft(back!)} |`,
  );
}

console.log(
  '\n| adapter | on | logits | worst gradient | loss over 6 steps | worst tensor after them | ours in PEFT |',
);
console.log('|---|---|---|---|---|---|---|');
for (const variant of PARITY_VARIANTS) {
  const fixture = await variantFixture(variant);
  const model = await openModel(fixture.modelFiles);
  const generator = await openGenerator(ortCpu(1), model);
  const logits = await adaptedLogits(generator, model, fixture.adapterDir, fixture.ids[0]!);
  await generator.close();
  const run = await parityTraining(model, fixture);
  const { architecture } = model.config;
  await model.close();
  const dir = await mkdtemp(join(tmpdir(), 'parity-'));
  const [back] = await adaptersInPeft(python, [{ fixture, run, dir }]);
  await rm(dir, { recursive: true });
  console.log(
    `| ${variant} | ${architecture} | ${shown(furthest(logits, fixture.tensors.get('logits')!))} | ` +
      `${shown(worst(fixture, 'gradient', run.gradients))} | ${shown(relativeDistance(run.losses, fixture.losses))} | ` +
      `${shown(worst(fixture, 'trained', run.trained))} | ${inPeft(back!)} |`,
  );
}

function worst(
  { tensors }: VariantFixture,
  kind: 'gradient' | 'trained',
  ours: ReadonlyMap<string, Float32Array>,
): number {
  return Math.max(
    ...[...ours].map(([name, values]) => relativeDistance(values, tensors.get(`${kind}.${name}`)!)),
  );
}

function furthest(ours: Float32Array, theirs: Float32Array): number {
  return Math.max(...theirs.map((value, i) => Math.abs(value - ours[i]!)));
}

function inPeft({ missing, unexpected, ours, theirs }: AdapterInPeft): string {
  return `${missing.length} missing, ${unexpected.length} unexpected, ${shown(furthest(ours, theirs))}`;
}
