import { expect, it } from 'vitest';
import { TINY_CONFIG } from '../../test/support/tiny-config.ts';
import { jointMemory } from './joint-memory.ts';
import { textMemory } from './text-memory.ts';
import type { TextMemory } from './text-memory.ts';

const WIDTH = TINY_CONFIG.keyValueHeads * TINY_CONFIG.headDim;

/** A memory whose token at each place has `mark` plus the place for its values. */
function marked(mark: number, tokens: number): TextMemory {
  const memory = textMemory(TINY_CONFIG, 200);
  for (const data of [...memory.keys, ...memory.values]) {
    for (let place = 0; place < tokens; place++) data.fill(mark + place, place * WIDTH, (place + 1) * WIDTH);
  }
  memory.tokens = tokens;
  return memory;
}

const tokensOf = ({ keys, tokens }: TextMemory, layer = 1) =>
  Array.from({ length: tokens }, (_, row) => keys[layer]![row * WIDTH + 3]);

/** Writes the tokens that a step adds behind those that are there. */
function step(joint: TextMemory, marks: readonly number[]): void {
  for (const data of [...joint.keys, ...joint.values]) {
    marks.forEach((mark, t) => data.fill(mark, (joint.tokens + t) * WIDTH, (joint.tokens + t + 1) * WIDTH));
  }
}

it('holds what the texts remember and gives each the token that was added', () => {
  const [first, second] = [marked(10, 2), marked(20, 3)];
  const { memory: joint, keep } = jointMemory(TINY_CONFIG).join([first, second]);
  expect(tokensOf(joint)).toEqual([10, 11, 20, 21, 22]);
  step(joint, [50, 60]);
  keep();
  expect([tokensOf(first), tokensOf(second)]).toEqual([
    [10, 11, 50],
    [20, 21, 22, 60],
  ]);
  expect(tokensOf(joint)).toEqual([10, 11, 20, 21, 22, 50, 60]);
});

it('is not copied as long as the same texts go on, and is made anew for others or after a change', () => {
  const texts = [marked(10, 2), marked(20, 3), marked(30, 1)] as const;
  const memory = jointMemory(TINY_CONFIG);
  const pair = texts.slice(0, 2);
  const { memory: joint, keep } = memory.join(pair);
  step(joint, [50, 60]);
  keep();
  expect(memory.join(pair).memory).toBe(joint);
  const all = memory.join(texts).memory;
  expect(tokensOf(all)).toEqual([10, 11, 50, 20, 21, 22, 60, 30]);
  texts[1].tokens = 1;
  expect(tokensOf(memory.join(texts).memory)).toEqual([10, 11, 50, 20, 30]);
});

it('lets a step end that was begun before the memory is given back', () => {
  const texts = [marked(10, 2), marked(20, 1)];
  const memory = jointMemory(TINY_CONFIG);
  const { memory: joint, mask, keep } = memory.join(texts);
  memory.clear();
  step(joint, [50, 60]);
  expect(mask(1, Infinity)).toHaveLength(10);
  keep();
  expect(texts.map((text) => tokensOf(text))).toEqual([
    [10, 11, 50],
    [20, 60],
  ]);
  const again = memory.join(texts).memory;
  expect(again).not.toBe(joint);
  expect(tokensOf(again)).toEqual([10, 11, 50, 20, 60]);
});

it('makes more room when it is full', () => {
  const texts = [marked(10, 2), marked(20, 3)];
  const memory = jointMemory(TINY_CONFIG);
  const first = memory.join(texts).memory;
  for (let i = 0; i < 100; i++) {
    const shared = memory.join(texts);
    step(shared.memory, [100 + i, 300 + i]);
    shared.keep();
  }
  const joint = memory.join(texts).memory;
  expect(joint).not.toBe(first);
  expect(joint.tokens).toBe(205);
  expect(tokensOf(texts[1]!)).toEqual([20, 21, 22, ...Array.from({ length: 100 }, (_, i) => 300 + i)]);
});

it('lets each new token see its own text, and no further back than its layer reaches', () => {
  const { mask } = jointMemory(TINY_CONFIG).join([marked(10, 2), marked(20, 3)]);
  const seen = (reach: number) => [...mask(1, reach)].map((value) => (value === 0 ? 1 : 0)).join('');
  expect(seen(Infinity)).toBe('11000100011101');
  expect(seen(2)).toBe('01000100000101');
  expect([...mask(2, 2)]).toEqual([...mask(1, 2), ...mask(1, 2)]);
});
