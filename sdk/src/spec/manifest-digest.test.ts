import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { CID } from 'multiformats/cid';
import { describe, expect, it } from 'vitest';
import { cidToDigest, digestToCid } from './manifest-cid.ts';
import { manifestBytes, manifestDigest } from './manifest-digest.ts';

describe("a manifest's name", () => {
  it('is the sha256 of its canonical bytes', () => {
    const manifest = { name: 'Größe', kind: 'prompt' };
    const bytes = manifestBytes(manifest);
    expect(new TextDecoder().decode(bytes)).toBe('{"kind":"prompt","name":"Größe"}');
    expect(manifestDigest(manifest)).toBe(`0x${createHash('sha256').update(bytes).digest('hex')}`);
  });

  it('has the CID that IPFS gives the same raw block', () => {
    // sha256 of nothing, whose raw CID is widely published.
    const digest = '0xe3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
    expect(digestToCid(digest)).toBe('bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku');
  });

  it('goes from digest to CID and back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (bytes) => {
        const digest = `0x${Buffer.from(bytes).toString('hex')}` as const;
        expect(cidToDigest(digestToCid(digest))).toBe(digest);
      }),
    );
  });

  it('refuses a CID of another codec', () => {
    const raw = CID.parse(digestToCid(`0x${'11'.repeat(32)}`));
    const dagPb = CID.createV1(0x70, raw.multihash).toString();
    expect(() => cidToDigest(dagPb)).toThrow(RangeError);
  });
});
