import { expect, it } from 'vitest';
import { grantFacts } from './grant-facts.ts';

const terms = {
  assetId: 3n,
  seller: `0x${'b2'.repeat(20)}`,
  currency: `0x${'00'.repeat(20)}`,
  price: 10n,
  duration: 0,
  maxSupply: 0,
  seats: 0,
  uses: 0,
  rights: 1,
  textDigest: `0x${'5'.repeat(64)}`,
} as const;

it('says what a plain licence allows, and that it never ends', () => {
  expect(grantFacts(terms)).toEqual([
    { label: 'Allows', value: 'use' },
    { label: 'Lasts', value: 'for ever' },
  ]);
});

it('names every right, the time, the seats and the tokens of one that has them', () => {
  const values = grantFacts({ ...terms, rights: 15, duration: 30 * 86_400, seats: 2, uses: 1_000 });
  expect(values.map(({ value }) => value)).toEqual([
    'use, commercial use, derived works, resale',
    '30 days',
    '2',
    '1,000,000 tokens',
  ]);
});
