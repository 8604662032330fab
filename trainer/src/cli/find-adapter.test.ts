import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../test/support/temporary-folder.ts';
import { findAdapter } from './find-adapter.ts';

it('finds an adapter in its folder and in that of its run, and says where there is none', async () => {
  const run = await temporaryFolder();
  await expect(findAdapter(run)).rejects.toMatchObject({
    name: 'UsageError',
    message: expect.stringContaining(run) as string,
  });
  await mkdir(join(run, 'adapter'));
  await writeFile(join(run, 'adapter/adapter_config.json'), '{}');
  expect(await findAdapter(run)).toBe(join(run, 'adapter'));
  expect(await findAdapter(join(run, 'adapter'))).toBe(join(run, 'adapter'));
});
