import { describe, expect, it } from 'vitest';
import { voucherChecks } from './voucher-checks.ts';
import type { VoucherFacts, VoucherOffer } from './voucher-facts.ts';

const account = (digits: string) => `0x${digits.repeat(20)}` as const;
const NOW = Date.UTC(2030, 0, 1);
const [seller, recipient] = [account('b2'), account('c3')];
const offer: VoucherOffer = {
  terms: {
    assetId: 3n,
    seller,
    currency: account('00'),
    price: 10n,
    duration: 0,
    maxSupply: 5,
    seats: 0,
    uses: 0,
    rights: 1,
    textDigest: `0x${'5'.repeat(64)}`,
  },
  sold: 3,
  isClosed: false,
  assetOwner: seller,
  asset: { id: '41337:3', kind: 'adapter', name: 'Step by Step', digest: `0x${'3'.repeat(64)}` },
};
const facts: VoucherFacts = {
  signed: {
    chainId: 41337,
    market: account('9f'),
    voucher: { offerId: 7n, recipient, quantity: 2, price: 4n, expiresAt: NOW / 1000 + 1, nonce: 8n },
    signature: '0x12',
  },
  isForHere: true,
  offer,
  isSigned: true,
  spent: undefined,
};
const now = { chainId: 41337, account: recipient, nowMs: NOW };
/** The checks that do not pass, as `tone: words`. */
const wrong = (changes: Partial<VoucherFacts>, at: Partial<typeof now> | { account?: undefined } = {}) =>
  voucherChecks({ ...facts, ...changes }, { ...now, ...at })
    .filter(({ tone }) => tone !== 'ok')
    .map(({ tone, words }) => `${tone}: ${words}`);

describe('a voucher', () => {
  it('passes every check when all is right', () => {
    expect(voucherChecks(facts, now).map(({ name, tone }) => `${name} ${tone}`)).toEqual([
      'Chain ok',
      'Offer ok',
      'Signature ok',
      'Time ok',
      'Number ok',
      'Recipient ok',
    ]);
  });

  it('of another chain is looked at no further', () => {
    const signed = { ...facts.signed, chainId: 1 };
    expect(voucherChecks({ ...facts, signed, isForHere: false }, now)).toEqual([
      { name: 'Chain', tone: 'bad', words: 'For chain 1, while this app speaks to chain 41337' },
    ]);
  });

  it('of another market on the same chain says so', () => {
    expect(wrong({ isForHere: false })[0]).toContain('For another market');
  });

  it.each([
    [{ offer: undefined }, 'bad: The market has no offer 7'],
    [{ offer: { ...offer, isClosed: true } }, 'bad: The seller has closed offer 7'],
    [{ offer: { ...offer, assetOwner: account('d4') } }, 'bad: The seller no longer owns the asset'],
    [{ offer: { ...offer, sold: 4 } }, 'bad: Licences left: 1, and it is for 2'],
    [{ isSigned: false }, 'bad: Not what the seller has signed: somebody changed it or made it up'],
    [{ spent: 'used' as const }, 'bad: It was used: a voucher buys once'],
    [{ spent: 'canceled' as const }, 'bad: The seller has canceled it'],
  ])('is refused for its one fault %#', (changes, words) => {
    expect(wrong(changes)).toEqual([words]);
  });

  it('is over from its last second on', () => {
    expect(wrong({}, { nowMs: NOW + 999 })).toEqual([]);
    expect(wrong({}, { nowMs: NOW + 1000 })[0]).toMatch(/^bad: It was good until/);
  });

  it('warns of a price above that of the offer', () => {
    const dear = { ...facts.signed, voucher: { ...facts.signed.voucher, price: 11n } };
    expect(wrong({ signed: dear })).toEqual(['warn: Dearer than the same licence without a voucher']);
    const same = { ...facts.signed, voucher: { ...facts.signed.voucher, price: 10n } };
    expect(wrong({ signed: same })).toEqual([]);
  });

  it('warns whoever pays for somebody else, or in a token', () => {
    expect(wrong({}, { account: seller })).toEqual(['warn: The licence goes to 0xc3c3…c3c3, whoever pays']);
    const terms = { ...offer.terms, currency: account('70') };
    expect(wrong({ offer: { ...offer, terms } })[0]).toMatch(/^warn: Priced in the token/);
  });
});
