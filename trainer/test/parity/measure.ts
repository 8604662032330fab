// Prints the tables of docs/evidence/trainer-parity.md. The Python in CULTIVAR_PYTHON has torch, transformers and peft.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findTorch } from '../torch/find-torch.ts';
import { adaptersInPeft } from './adapters-in-peft.ts';
import { PARITY_ARCHITECTURES, parityFixture } from './parity-fixture.ts';
import { parityRun } from './parity-run.ts';
import { relativeDistance } from './relative-distance.ts';

const shown = (value: number) => value.toExponential(1);
const { python } = findTorch();
console.log(
  '| architecture | logits | loss | worst gradient | loss over 20 steps | worst matrix after them | greedy tokens | ours in PEFT |',
);
console.log('|---|---|---|---|---|---|---|---|');
for (const architecture of PARITY_ARCHITECTURES) {
  const fixture = await parityFixture(architecture);
  const run = await parityRun(fixture);
  const worst = (kind: 'gradient' | 'trained', tensors: ReadonlyMap<string, Float32Array>) =>
    Math.max(
      ...[...tensors].map(([name, values]) =>
        relativeDistance(values, fixture.tensors.get(`${kind}.${name}`)!),
      ),
    );
  const furthest = (ours: Float32Array, theirs: Float32Array) =>
    Math.max(...theirs.map((value, i) => Math.abs(value - ours[i]!)));
  const same = run.written.filter((id, i) => id === fixture.greedy.written[i]).length;
  const dir = await mkdtemp(join(tmpdir(), 'parity-'));
  const [back] = await adaptersInPeft(python, [{ fixture, run, dir }]);
  await rm(dir, { recursive: true });
  const keys = `${back!.missing.length} missing, ${back!.unexpected.length} unexpected`;
  console.log(
    `| ${architecture} | ${shown(furthest(run.logits, fixture.tensors.get('logits')!))} | ` +
      `${shown(Math.abs(run.loss / fixture.loss - 1))} | ${shown(worst('gradient', run.gradients))} | ` +
      `${shown(relativeDistance(run.losses, fixture.losses))} | ${shown(worst('trained', run.trained))} | ` +
      `${same} of ${fixture.greedy.written.length} | ${keys}, ${shown(furthest(back!.ours, back!.theirs))} |`,
  );
}
