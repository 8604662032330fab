import { expect, it } from 'vitest';
import { checkTerms, START_TERMS } from './terms.ts';

it('turns the fields into wei and seconds', () => {
  expect(checkTerms(START_TERMS)).toEqual({
    ok: true,
    terms: {
      minPriceWei: 5n * 10n ** 16n,
      maxPriceWei: 10n ** 17n,
      claimWindowSeconds: 3600,
      runSeconds: 7200,
    },
  });
});

it('says at its field what is wrong', () => {
  const checked = checkTerms({ minPrice: '2', maxPrice: '1', claimMinutes: '0', runMinutes: 'soon' });
  expect(checked.ok ? [] : Object.keys(checked.problems).sort()).toEqual([
    'claimMinutes',
    'minPrice',
    'runMinutes',
  ]);
});

it('refuses more places than a wei has, and nothing at all', () => {
  expect(checkTerms({ ...START_TERMS, minPrice: '0.0000000000000000001' }).ok).toBe(false);
  expect(checkTerms({ ...START_TERMS, minPrice: '0', maxPrice: '0' }).ok).toBe(false);
});
