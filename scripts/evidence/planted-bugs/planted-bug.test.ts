import { describe, expect, it } from 'vitest';
import { AnchorError, plant } from './planted-bug.ts';

const bug = (find: string) => ({
  name: 'off-by-one',
  harm: '',
  changes: [{ file: 'A.sol', find, replace: 'a > b' }],
});

describe('a planted bug', () => {
  it('changes its anchor and nothing else', () => {
    expect(plant(bug('a >= b'), () => 'if (a >= b) c();')).toEqual({ 'contracts/A.sol': 'if (a > b) c();' });
  });

  it.each(['', 'a >= b; a >= b'])('is refused where its anchor stands other than once', (content) => {
    expect(() => plant(bug('a >= b'), () => content)).toThrow(AnchorError);
  });
});
