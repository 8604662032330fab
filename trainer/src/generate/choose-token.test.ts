import { describe, expect, it } from 'vitest';
import { chooseToken } from './choose-token.ts';

const logits = Float32Array.of(1, 3, 2, -4);
const draws = (temperature: number, topP: number) =>
  Array.from({ length: 1000 }, (_, i) => chooseToken(logits, { temperature, topP }, (i + 0.5) / 1000));
const share = (ids: number[], id: number) => ids.filter((one) => one === id).length / ids.length;

describe('choosing a token', () => {
  it('takes the likeliest, the first of equals, at temperature 0', () => {
    expect(chooseToken(logits, { temperature: 0, topP: 1 }, 0.99)).toBe(1);
    expect(chooseToken(Float32Array.of(0, 5, 5), { temperature: 0, topP: 1 }, 0.99)).toBe(1);
  });

  it('draws each token as often as the softmax says', () => {
    const ids = draws(1, 1);
    const total = logits.reduce((sum, logit) => sum + Math.exp(logit), 0);
    logits.forEach((logit, id) =>
      expect(Math.abs(share(ids, id) - Math.exp(logit) / total)).toBeLessThan(0.002),
    );
  });

  it('flattens with temperature', () => {
    expect(share(draws(4, 1), 1)).toBeLessThan(share(draws(1, 1), 1));
  });

  it('keeps only the likeliest tokens that reach topP together', () => {
    expect(new Set(draws(1, 0.6))).toEqual(new Set([1]));
    expect(new Set(draws(1, 0.8))).toEqual(new Set([1, 2]));
  });
});
