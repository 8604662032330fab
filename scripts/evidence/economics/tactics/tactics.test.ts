import { describe, expect, it } from 'vitest';
import { FIRST_RULES } from '../model/first-rules.ts';
import { SHIPPED_RULES } from '../model/shipped-rules.ts';
import { condemnHonestNode } from './condemn-honest-node.ts';
import { saveCheatingNode } from './save-cheating-node.ts';

describe('condemnHonestNode', () => {
  it('lies only where it has the majority, and is paid for the truth otherwise', () => {
    expect(condemnHonestNode(5, 3).colluding).toBe('other');
    expect(condemnHonestNode(5, 2).colluding).toBe('leaf');
  });
});

describe('saveCheatingNode', () => {
  it('confirms the leaf where it has the majority', () => {
    expect(saveCheatingNode(SHIPPED_RULES)(5, 3).colluding).toBe('leaf');
  });

  it('joins the honest where the rules leave it no way out', () => {
    const plan = saveCheatingNode(SHIPPED_RULES)(5, 1);
    expect(plan).toEqual({ colluding: 'other', honest: [{ vote: 'other', count: 4 }] });
  });

  it('splits the honest where that leaves a jury undecided, as the first rules let it', () => {
    const plan = saveCheatingNode(FIRST_RULES)(5, 1);
    expect(plan).toEqual({
      colluding: 'leaf',
      honest: [
        { vote: 'other', count: 2 },
        { vote: 'unavailable', count: 2 },
      ],
    });
  });

  it('cannot split five honest jurors without one of its own', () => {
    expect(saveCheatingNode(FIRST_RULES)(5, 0).colluding).toBe('other');
  });
});
