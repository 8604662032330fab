import { expect, it } from 'vitest';
import { traceShape } from './trace-shape.ts';

it('counts a leaf for the inputs, each segment, the evaluation and the export', () => {
  const shape = traceShape({ segmentSteps: 10, data: { heldOutRows: 5 } }, 36);
  expect(shape).toEqual({ segments: 1 + 4 + 1 + 1, longestSegment: 10 });
});

it('counts no leaf for an evaluation of nothing', () => {
  expect(traceShape({ segmentSteps: 10, data: { heldOutRows: 0 } }, 40).segments).toBe(6);
});

it('has one segment, as long as the run, where the run is shorter than a segment', () => {
  const shape = traceShape({ segmentSteps: 10, data: { heldOutRows: 0 } }, 3);
  expect(shape).toEqual({ segments: 3, longestSegment: 3 });
});
