import { expect, it } from 'vitest';
import { licenseNumber } from './license-number.ts';

it('reads a licence of this chain by its offer and its number there', () => {
  expect(licenseNumber(41337, '41337:7-12')).toEqual({ offerId: 7n, serial: '12' });
});

it('knows nothing of another chain, of zero, or of anything malformed', () => {
  for (const id of [
    '1:7-1',
    '41337:7',
    '41337:7-0',
    '41337:0-1',
    '41337:7-1x',
    '7-1',
    '41337:7-99999999999',
  ]) {
    expect(licenseNumber(41337, id)).toBeUndefined();
  }
});
