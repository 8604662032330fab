import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { trainingClass } from '@cultivar/trainer';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../test/temporary-folder.ts';
import { offeredClasses } from './offered-classes.ts';

const CUDA = 'exact:torch-cuda/0123456789ab/nvidia-h200';

/** TEST DOUBLE of `uv`: starts no engine, and says what one of this class would say of itself. */
async function uvWith(className: string): Promise<{ dir: string; uv: string }> {
  const dir = await temporaryFolder();
  const said = { class: className, device: 'cuda', gpus: ['NVIDIA H200'], versions: {}, extras: {} };
  const uv = join(dir, 'uv');
  await writeFile(uv, `#!/bin/sh\necho '${JSON.stringify(said)}'\n`);
  await chmod(uv, 0o755);
  return { dir, uv };
}

async function offered(python: Parameters<typeof offeredClasses>[0]['python']) {
  const warnings: object[] = [];
  const logger = { warn: (facts: object) => warnings.push(facts) };
  const classes = await offeredClasses({ dir: await temporaryFolder(), python } as never, logger as never);
  return { classes, warnings };
}

it('offers the class of our own engine alone without the Python engine', async () => {
  expect(await offered(undefined)).toEqual({ classes: [trainingClass()], warnings: [] });
});

it('offers the exact class of one GPU first and tolerance last', async () => {
  const { classes } = await offered(await uvWith(CUDA));
  expect(classes).toEqual([CUDA, trainingClass(), 'tolerance']);
});

it('offers no exact class of the Python engine with several GPUs, and tolerance', async () => {
  const { classes } = await offered({ ...(await uvWith(CUDA)), gpus: 4 });
  expect(classes).toEqual([trainingClass(), 'tolerance']);
});

it('offers tolerance once where the Python engine has no class of its own', async () => {
  const { classes } = await offered(await uvWith('tolerance'));
  expect(classes).toEqual([trainingClass(), 'tolerance']);
});

it('offers none of it where the Python engine does not start, and says why', async () => {
  const { classes, warnings } = await offered({ dir: '/engine', uv: '/nowhere/uv' });
  expect(classes).toEqual([trainingClass()]);
  expect(warnings).toEqual([{ reason: expect.stringContaining('uv is not at /nowhere/uv') }]);
});
