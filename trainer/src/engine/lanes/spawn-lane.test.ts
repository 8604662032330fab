import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../test/support/temporary-folder.ts';
import { ModelFileError } from '../../model/model-file-error.ts';
import { spawnLane } from './spawn-lane.ts';
import type { LaneModel } from './open-lane.ts';

const ORT = { name: 'ort-cpu' } as const;

describe('a lane', () => {
  it('that cannot be opened says why instead of ending the process', async () => {
    await expect(spawnLane(ORT).open({ config: {} } as LaneModel)).rejects.toThrow(TypeError);
  });

  it('that gets no model ends when it is told to', async () => {
    const spawned = spawnLane(ORT);
    await spawned.stop();
    await expect(spawned.open({} as LaneModel)).rejects.toThrow('has ended');
  });

  it('says which file it could not read its weights from', async () => {
    const path = join(await temporaryFolder(), 'short.gguf');
    await writeFile(path, new Uint8Array(16));
    const weight = { file: { name: 'short.gguf', path }, offset: 8, byteLength: 16, type: 'F32' } as const;
    const shape = [4];
    const parts = [{ data: new Float32Array(4), offset: 0 }];
    const loads = [{ name: 'model.norm.weight', shape, parts, weight: { ...weight, shape } }];
    await expect(spawnLane(ORT).open({ loads } as unknown as LaneModel)).rejects.toMatchObject({
      ...{ name: 'ModelFileError', code: 'truncated', file: 'short.gguf' },
      constructor: ModelFileError,
    });
  });
});
