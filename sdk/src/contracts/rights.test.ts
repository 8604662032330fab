import { expect, it } from 'vitest';
import { rightsIn, rightsMask } from './rights.ts';

it('turns rights into a mask and back', () => {
  expect(rightsMask(['use', 'derive'])).toBe(5);
  expect(rightsMask(['use', 'use'])).toBe(1);
  expect(rightsIn(15)).toEqual(['use', 'commercial', 'derive', 'transfer']);
  expect(rightsIn(0b1_0000)).toEqual([]);
});
