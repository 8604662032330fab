import { describe, expect, it } from 'vitest';
import { marketWhere } from './market-where.ts';

describe('marketWhere', () => {
  it('asks for everything when nothing is narrowed', () => {
    expect(marketWhere({ sort: 'new' })).toEqual({});
  });

  it('keeps every condition apart', () => {
    expect(marketWhere({ kind: 'adapter', tag: 'maths', license: 'MIT', price: 'paid' })).toEqual({
      and: [
        { kind: 'ADAPTER' },
        { manifest_: { tags_contains: ['maths'] } },
        { manifest_: { license: 'MIT' } },
        { openOfferCount_gt: 0 },
      ],
    });
  });

  it('counts an upload as trusted', () => {
    expect(marketWhere({ seal: 'trusted' })).toEqual({
      and: [{ or: [{ source: 'DECLARED' }, { job_: { seal: 'TRUSTED' } }] }],
    });
    expect(marketWhere({ seal: 'proven' })).toEqual({ and: [{ job_: { seal: 'PROVEN' } }] });
  });

  it('calls free what has no offer and is open', () => {
    expect(marketWhere({ price: 'free' })).toEqual({ and: [{ openOfferCount: 0 }, { policy: 'OPEN' }] });
  });

  it('matches a digest and an address whole, and words within names', () => {
    const digest = `0x${'A'.repeat(64)}`;
    const address = `0x${'B'.repeat(40)}`;
    expect(marketWhere({ q: digest })).toEqual({ and: [{ manifestDigest: digest.toLowerCase() }] });
    expect(JSON.stringify(marketWhere({ q: address }))).toContain(address.toLowerCase());
    expect(JSON.stringify(marketWhere({ q: 'ferry' }))).toContain('name_contains_nocase');
  });
});
