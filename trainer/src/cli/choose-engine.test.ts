import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { chooseEngine } from './choose-engine.ts';
import type { EngineFlags } from './choose-engine.ts';

const CUDA = 'exact:torch-cuda/0123456789ab/nvidia-h200';

/** What is chosen with a TEST DOUBLE of `uv` that says what the Python engine of this class would say of itself. */
async function chosen(flags: Partial<EngineFlags>) {
  const dir = await mkdtemp(join(tmpdir(), 'cultivar-engine-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  const said = { class: CUDA, device: 'cuda', gpus: ['NVIDIA H200'], versions: {}, extras: {} };
  const uv = join(dir, 'uv');
  await writeFile(uv, `#!/bin/sh\necho '${JSON.stringify(said)}'\n`);
  await chmod(uv, 0o755);
  const surroundings = { env: { CULTIVAR_UV: uv }, err: process.stderr };
  return chooseEngine({ engine: 'python', executor: 'auto', ...flags }, surroundings);
}

it('makes a job of the class of one GPU, and says nothing of a loader', async () => {
  const { class: className, python } = await chosen({});
  expect(className).toBe(CUDA);
  expect(python).not.toHaveProperty('loader');
});

it('keeps the exact class where transformers is asked for', async () => {
  const { class: className, python } = await chosen({ loader: 'transformers' });
  expect(className).toBe(CUDA);
  expect(python).toMatchObject({ loader: 'transformers' });
});

it('makes a job of class tolerance where unsloth is asked for, which has kernels of its own', async () => {
  const { class: className, python } = await chosen({ loader: 'unsloth' });
  expect(className).toBe('tolerance');
  expect(python).not.toHaveProperty('loader');
});

it.each<Partial<EngineFlags>>([{ gpus: 2 }, { ray: 'http://head:8265' }])(
  'makes a job of class tolerance with %o',
  async (flags) => expect((await chosen(flags)).class).toBe('tolerance'),
);
