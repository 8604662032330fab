import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unpackLineage } from './lineage.ts';

const share = fc.record({
  assetId: fc.bigInt({ min: 1n, max: (1n << 48n) - 1n }),
  bps: fc.integer({ min: 1, max: 5000 }),
});

describe('packed ancestors', () => {
  it('are read lane by lane, the lowest bits first', () => {
    fc.assert(
      fc.property(fc.array(share, { maxLength: 8 }), (shares) => {
        const lanes = shares.map(({ assetId, bps }) => (assetId << 16n) | BigInt(bps));
        const word = (from: number) =>
          lanes.slice(from, from + 4).reduce((sum, lane, i) => sum | (lane << BigInt(64 * i)), 0n);
        expect(unpackLineage([word(0), word(4)])).toEqual(shares);
      }),
    );
  });
});
