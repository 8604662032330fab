import { expect, it } from 'vitest';
import { assetNumber } from './asset-number.ts';

it('reads the number of an asset on this chain', () => {
  expect(assetNumber(41337, '41337:12')).toBe(12n);
});

it('knows nothing of another chain, of zero, or of anything malformed', () => {
  for (const id of ['1:12', '41337:0', '41337:', '12', '41337:1x', '41337:-1', '41337:9999999999999999']) {
    expect(assetNumber(41337, id)).toBeUndefined();
  }
});
