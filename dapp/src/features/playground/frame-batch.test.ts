import { expect, it } from 'vitest';
import { frameBatch } from './frame-batch.ts';

it('delivers all pieces of a frame at once, in order', () => {
  const out: string[] = [];
  const frames: (() => void)[] = [];
  const batch = frameBatch(
    (text) => out.push(text),
    (callback) => frames.push(callback),
  );
  batch.push('a');
  batch.push('b');
  expect(out).toEqual([]);
  frames.shift()!();
  batch.push('c');
  expect(frames).toHaveLength(1);
  frames.shift()!();
  expect(out).toEqual(['ab', 'c']);
});

it('hands over the rest at the end without waiting, and nothing twice', () => {
  const out: string[] = [];
  const frames: (() => void)[] = [];
  const batch = frameBatch(
    (text) => out.push(text),
    (callback) => frames.push(callback),
  );
  batch.push('z');
  batch.flush();
  frames.shift()!();
  expect(out).toEqual(['z']);
});
