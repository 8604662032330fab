import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ASSET_KINDS } from '@cultivar/sdk/spec';
import { accountDigest } from './account-digest.ts';
import { cover } from './cover.ts';

const digests = fc
  .uint8Array({ minLength: 32, maxLength: 32 })
  .map((bytes) => `0x${Buffer.from(bytes).toString('hex')}`);
const kinds = fc.constantFrom(...ASSET_KINDS);
const sha = (text: string) => createHash('sha256').update(text).digest('hex');

describe('cover', () => {
  it('draws the same picture for the same digest, to the letter', () => {
    const fingerprints = ASSET_KINDS.map((kind) => sha(cover(`0x${sha(kind)}`, kind)).slice(0, 16));
    expect(fingerprints).toMatchInlineSnapshot(`
      [
        "830d51a75c2c0c02",
        "88c3232ffb23a426",
        "00aa72486ba5dfb4",
        "df76e8ca6647fded",
        "d2319a133858b2bd",
      ]
    `);
  });

  it('draws another picture for another digest and for another kind', () => {
    const one = `0x${'1'.repeat(64)}`;
    const pictures = ASSET_KINDS.flatMap((kind) => [cover(one, kind), cover(`0x${'2'.repeat(64)}`, kind)]);
    expect(new Set(pictures).size).toBe(pictures.length);
  });

  it('takes upper-case digits as the same digest', () => {
    expect(cover(`0x${'AB'.repeat(32)}`, 'agent')).toBe(cover(`0x${'ab'.repeat(32)}`, 'agent'));
  });

  it('refuses what is not 32 bytes of hex', () => {
    for (const wrong of ['', '0x', `0x${'1'.repeat(63)}`, `0x${'g'.repeat(64)}`, '1'.repeat(64)]) {
      expect(() => cover(wrong, 'model')).toThrow(TypeError);
    }
  });

  it('is well-formed, without a number that is none, and within 64 kB for any digest', () => {
    fc.assert(
      fc.property(digests, kinds, (digest, kind) => {
        const picture = cover(digest, kind);
        expect(picture).not.toMatch(/NaN|Infinity|undefined/);
        expect(picture.length).toBeLessThan(64_000);
        expect(picture.match(/<g /g)?.length).toBe(picture.match(/<\/g>/g)?.length);
      }),
      { numRuns: 150 },
    );
  });
});

describe('accountDigest', () => {
  it('makes 32 bytes of an address, whatever its case', () => {
    const address = '0x70997970C51812dc3A010C7d01b50e0d17dc79C8';
    expect(accountDigest(address)).toMatch(/^0x[0-9a-f]{64}$/);
    expect(accountDigest(address)).toBe(accountDigest(address.toLowerCase()));
  });
});
