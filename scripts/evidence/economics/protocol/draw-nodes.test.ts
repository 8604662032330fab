import { describe, expect, it } from 'vitest';
import { seededRandom } from '../chance/seeded-random.ts';
import { drawNodes, TooFewNodesError } from './draw-nodes.ts';

describe('drawNodes', () => {
  it('draws different nodes, none of them excluded', () => {
    const random = seededRandom(1);
    for (let i = 0; i < 200; i++) {
      const drawn = drawNodes(random, [0, 1, 2, 3, 4, 5, 6], 5, new Set([2]));
      expect(new Set(drawn).size).toBe(5);
      expect(drawn).not.toContain(2);
    }
  });

  it('draws a node as often as it has tickets', () => {
    const random = seededRandom(2);
    let hits = 0;
    for (let i = 0; i < 10_000; i++)
      hits += drawNodes(random, [0, 0, 0, 1, 2, 3], 1, new Set())[0] === 0 ? 1 : 0;
    // 5,000 with a standard deviation of 50.
    expect(Math.abs(hits - 5_000)).toBeLessThan(250);
  });

  it('refuses to draw more nodes than there are', () => {
    const attempt = () => drawNodes(seededRandom(3), [0, 0, 1, 2], 3, new Set([1]));
    expect(attempt).toThrow(TooFewNodesError);
    expect(attempt).toThrow('2 nodes can be drawn, 3 are needed');
  });
});
