import { describe, expect, it } from 'vitest';
import { inOrder } from './in-order.ts';

const ROOMS = [0, 1, 2];
/** Finishes items in an order of its own: the even ones late. */
const uneven = async (item: number) => {
  for (let turn = 0; turn < (item % 2 === 0 ? 20 : 1); turn++) await Promise.resolve();
  return item * 10;
};

describe('work spread over workers', () => {
  it('hands results on in the order of the items, whoever finishes first', async () => {
    const finished: number[] = [];
    const taken: number[] = [];
    await inOrder(
      ['a', 'b', 'c'],
      [0, 1, 2, 3, 4, 5, 6],
      ROOMS,
      async (_, item) => {
        const result = await uneven(item);
        finished.push(result);
        return result;
      },
      (result) => taken.push(result),
    );
    expect(taken).toEqual([0, 10, 20, 30, 40, 50, 60]);
    expect(finished).not.toEqual(taken);
  });

  it('gives no room to two results at once', async () => {
    const busy = new Set<number>();
    const clashes: number[] = [];
    await inOrder(
      ['a', 'b', 'c', 'd'],
      Array.from({ length: 30 }, (_, i) => i),
      ROOMS,
      (_, item, room) => {
        if (busy.has(room)) clashes.push(item);
        busy.add(room);
        return uneven(item);
      },
      (_, room) => busy.delete(room),
    );
    expect(clashes).toEqual([]);
  });

  it('ends with the first error, and takes nothing more', async () => {
    const taken: number[] = [];
    const work = async (_: string, item: number) => {
      if (item === 1) throw new Error('broken');
      return uneven(item);
    };
    const run = inOrder(['a', 'b'], [0, 1, 2, 3], ROOMS, work, (result) => taken.push(result));
    await expect(run).rejects.toThrow('broken');
    await new Promise((settled) => setImmediate(settled));
    expect(taken).toEqual([]);
  });

  it('ends at once when it is aborted, though work is under way', async () => {
    const stop = new AbortController();
    const never = () => new Promise<number>(() => {});
    const run = inOrder(['a'], [0], ROOMS, never, () => {}, stop.signal);
    stop.abort();
    await expect(run).rejects.toMatchObject({ name: 'AbortError' });
  });
});
