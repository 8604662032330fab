import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseMarketSearch } from './market-search.ts';

describe('parseMarketSearch', () => {
  it('reads every field it knows', () => {
    const search = {
      q: 'maths',
      kind: 'adapter',
      tag: 'teaching',
      sort: 'new',
      base: `0x${'a'.repeat(64)}`,
      license: 'MIT',
      price: 'free',
      seal: 'trusted',
    };
    expect(parseMarketSearch(search)).toEqual(search);
  });

  it('leaves out what is unknown or malformed', () => {
    expect(
      parseMarketSearch({ kind: 'virus', sort: 1, base: '0x12', seal: null, other: 'x', q: '  ' }),
    ).toEqual({});
  });

  it('takes a number that the router made of digits as words again', () => {
    expect(parseMarketSearch({ q: 42 })).toEqual({ q: '42' });
  });

  it('never throws and is stable under itself, whatever stands in the address', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom('q', 'kind', 'tag', 'base', 'license', 'price'), fc.anything()),
        (input) => {
          const once = parseMarketSearch(input);
          expect(parseMarketSearch(once)).toEqual(once);
        },
      ),
    );
  });
});
