import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { HAS_OPENVINO, openVinoDir } from '../../test/support/openvino.ts';
import { temporaryFolder } from '../../test/support/temporary-folder.ts';
import { zipBytes } from '../../test/support/zip-bytes.ts';
import { OPENVINO_RELEASE } from '../engine/executor/openvino/openvino-release.ts';
import { fetchOpenVino } from './fetch-openvino.ts';

/** TEST DOUBLE of pip: puts the wheel that the environment names where it is told to. */
const PIP_TEST_DOUBLE = [
  process.execPath,
  '-e',
  `const { argv, env } = process;
   require('node:fs').copyFileSync(env.PIP_TEST_DOUBLE_WHEEL, argv[argv.indexOf('--dest') + 1] + '/openvino.whl');`,
  '--',
];
const NO_PIP = [['no-such-python', '-m', 'pip']];

describe.runIf(HAS_OPENVINO)('fetchOpenVino', () => {
  it('finds what a configured folder holds, after checking every library', async () => {
    const there = await openVinoDir();
    const options = { cacheDir: await temporaryFolder(), localPath: there, pipCommands: NO_PIP };
    expect(await fetchOpenVino(options)).toBe(there);
  });

  it('refuses a folder with another release, and says what else it tried', async () => {
    const localPath = await temporaryFolder();
    await writeFile(join(localPath, OPENVINO_RELEASE.files[0].name), 'another');
    const misses: string[] = [];
    const options = { cacheDir: await temporaryFolder(), localPath, pipCommands: NO_PIP };
    const act = fetchOpenVino({ ...options, onMiss: (line) => misses.push(line) });
    await expect(act).rejects.toMatchObject({ name: 'FetchError', misses: expect.any(Array) });
    expect(misses).toEqual([
      `local path: ${join(localPath, OPENVINO_RELEASE.files[0].name)} is not that of release ${OPENVINO_RELEASE.version}`,
      'Python package: no Python with pip is installed',
    ]);
  });

  it('takes no library of a wheel whose bytes are not the pinned ones, and leaves nothing of it', async () => {
    const folder = await temporaryFolder();
    const { wheelFolder, files } = OPENVINO_RELEASE;
    const members = Object.fromEntries(
      files.map(({ name }) => [`${wheelFolder}/${name}`, Buffer.from('forged')]),
    );
    await writeFile(join(folder, 'forged.whl'), zipBytes(members, {}));
    vi.stubEnv('PIP_TEST_DOUBLE_WHEEL', join(folder, 'forged.whl'));
    const cacheDir = join(folder, 'cache');
    const act = fetchOpenVino({ cacheDir, pipCommands: [PIP_TEST_DOUBLE] });
    await expect(act).rejects.toThrow(/breaks off libopenvino_c/);
    expect(await readdir(cacheDir)).toEqual([]);
  });

  it('downloads anew what was damaged in the cache', async () => {
    const cacheDir = await temporaryFolder();
    const folder = join(cacheDir, `openvino-${OPENVINO_RELEASE.version}`);
    await mkdir(folder);
    for (const { name } of OPENVINO_RELEASE.files) await writeFile(join(folder, name), 'damaged');
    const act = fetchOpenVino({ cacheDir, pipCommands: NO_PIP });
    await expect(act).rejects.toThrow('no Python with pip');
  });
});
