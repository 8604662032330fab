import { describe, expect, it } from 'vitest';
import { offerTerm } from './offer-term.ts';

const terms = { duration: 0, seats: 0, uses: 0 };

describe('offerTerm', () => {
  it('calls a licence without end perpetual', () => {
    expect(offerTerm(terms)).toEqual({ name: 'Perpetual', covers: 'One account, all versions', per: '' });
  });

  it('says what a month costs, and the length of any other term', () => {
    expect(offerTerm({ ...terms, duration: 30 * 86_400 }).per).toBe(' / mo');
    expect(offerTerm({ ...terms, duration: 7 * 86_400 }).per).toBe(' / 7 days');
  });

  it('counts the seats beside the owner', () => {
    const seats = offerTerm({ ...terms, seats: 5 });
    expect(seats).toMatchObject({ name: 'Seats', covers: 'Owner and 5 seats, all versions' });
    expect(offerTerm({ ...terms, seats: 1 }).covers).toBe('Owner and 1 seat, all versions');
  });

  it('says how many tokens a metered licence holds', () => {
    expect(offerTerm({ ...terms, uses: 2 })).toMatchObject({ covers: '2,000 tokens, one account', per: '' });
  });

  it('says how long a metered licence lasts where it ends', () => {
    expect(offerTerm({ duration: 30 * 86_400, seats: 2, uses: 2 })).toEqual({
      name: 'Metered',
      covers: '2,000 tokens, owner and 2 seats, 30 days',
      per: ' / mo',
    });
  });
});
