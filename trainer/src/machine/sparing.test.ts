import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';

const MiB = 2 ** 20;

/** Bytes that a thread of its own takes for new objects while it makes much garbage, with `sparing` or without. */
async function youngBytes(spared: boolean): Promise<number> {
  const program = `
    import { parentPort } from 'node:worker_threads';
    import { getHeapSpaceStatistics } from 'node:v8';
    import { sparing } from ${JSON.stringify(new URL('./sparing.ts', import.meta.url).href)};
    const work = async () => {
      let kept = [];
      for (let i = 0; i < 60_000; i++) {
        kept.push(Array.from({ length: 100 }, (_, j) => i + j / 2));
        if (kept.length > 2_000) kept = [];
      }
      return getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space').space_size;
    };
    parentPort.postMessage(await (${spared} ? sparing(work) : work()));`;
  const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(program)}`), { stderr: true });
  return new Promise<number>((resolve, reject) => {
    worker.once('message', resolve).once('error', reject);
  });
}

describe('sparing', () => {
  it('keeps the space for new objects as small as it is, and leaves it to grow afterwards', async () => {
    expect(await youngBytes(true)).toBeLessThan(6 * MiB);
    expect(await youngBytes(false)).toBeGreaterThan(12 * MiB);
  });

  it('hands on what the work gives, and its failure', async () => {
    const { sparing } = await import('./sparing.ts');
    expect(await sparing(() => Promise.resolve(7))).toBe(7);
    await expect(sparing(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  });
});
