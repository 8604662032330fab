import { describe, expect, it } from 'vitest';
import { sparkPath } from './spark-path.ts';

const box = { width: 100, height: 20 };

describe('sparkPath', () => {
  it('is empty without values', () => expect(sparkPath([], box)).toBe(''));
  it('leaves room for what is still to come', () => {
    expect(sparkPath([0, 1], box, 5)).toBe('M0.0 18.0L25.0 2.0');
  });
  it('draws a constant through the middle', () =>
    expect(sparkPath([3, 3], box)).toBe('M0.0 10.0L100.0 10.0'));
  it('keeps a single spike among many values', () => {
    const values = Array.from({ length: 5000 }, (_, index) => (index === 3333 ? 50 : 1));
    const path = sparkPath(values, box);
    expect(path.split('L').length).toBeLessThan(600);
    expect(path).toContain(' 2.0');
  });
});
