import { describe, expect, it } from 'vitest';
import { startLane } from './start-lane.ts';
import type { LaneModel } from './open-lane.ts';

describe('a lane', () => {
  it('that cannot be opened says why instead of ending the process', async () => {
    await expect(startLane({ config: {} } as LaneModel)).rejects.toThrow(TypeError);
  });
});
