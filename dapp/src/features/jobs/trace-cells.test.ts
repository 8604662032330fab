import { describe, expect, it } from 'vitest';
import { liveTraceCells, publishedTraceCells } from './trace-cells.ts';

const hash = (n: number) => `0x${String(n).repeat(64)}` as const;
const checkpoint = (leaf: number) => ({
  seq: leaf + 1,
  timeMs: 0,
  type: 'checkpoint' as const,
  step: leaf * 4,
  leaf,
  leafHash: hash(leaf),
});

describe('liveTraceCells', () => {
  it('shows hashed leaves, the one at work and those to come', () => {
    const cells = liveTraceCells([checkpoint(0), checkpoint(1)], {
      steps: 10,
      segmentSteps: 4,
      running: true,
    });
    expect(cells.map(({ leaf, hash: h, now }) => [leaf, h?.slice(0, 4), now])).toEqual([
      [0, '0x00', false],
      [1, '0x11', false],
      [2, undefined, true],
      [3, undefined, false],
    ]);
    expect(cells[3]!.steps).toEqual({ from: 9, to: 10 });
  });

  it('begins with the first segment while the leaf of the inputs is not published', () => {
    const cells = liveTraceCells([checkpoint(1)], { steps: 8, segmentSteps: 4, running: true });
    expect(cells.map(({ leaf, now }) => [leaf, now])).toEqual([
      [1, false],
      [2, true],
    ]);
  });

  it('marks no leaf as at work when nothing runs', () => {
    expect(liveTraceCells([], { steps: 4, segmentSteps: 4, running: false }).some((cell) => cell.now)).toBe(
      false,
    );
  });
});

describe('publishedTraceCells', () => {
  it('names the steps of each segment and the stages around them', () => {
    const leaf = (stage: 'init' | 'segment' | 'export', step: number) => ({
      stage,
      step,
      hash: hash(1),
      stateHash: hash(2),
      seal: hash(3),
    });
    const cells = publishedTraceCells({
      leaves: [leaf('init', 0), leaf('segment', 4), leaf('segment', 7), leaf('export', 7)],
    });
    expect(cells.map(({ stage, steps }) => [stage, steps?.from, steps?.to])).toEqual([
      ['init', undefined, undefined],
      ['segment', 1, 4],
      ['segment', 5, 7],
      ['export', undefined, undefined],
    ]);
  });
});
