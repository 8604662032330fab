import { describe, expect, it } from 'vitest';
import { licenseFixture } from '../../../test/license-fixture.ts';
import { seatDraftSchema, seatPlanOf } from './seat-draft.ts';

const NOW = Date.UTC(2030, 0, 10);
const guest = `0x${'Cd'.repeat(20)}` as const;
const place = { index: 1, account: guest.toLowerCase() as `0x${string}`, endsAtMs: undefined, freeAtMs: 0 };
const license = licenseFixture({ seats: [{ ...place, index: 0, account: undefined }, place] });
const problem = (account: string, days = '0', of = license) =>
  seatDraftSchema(of, NOW).safeParse({ account, days }).error?.issues[0]?.message;

describe('the form of a seat', () => {
  it('takes an address that has none, for days or for as long as the licence', () => {
    const draft = { account: ` 0x${'ef'.repeat(20)} `, days: '7' };
    const read = seatDraftSchema(license, NOW).parse(draft);
    expect(seatPlanOf(read, NOW).endsAtMs).toBe(Date.UTC(2030, 0, 17));
    expect(seatPlanOf({ ...read, days: 0 }, NOW).endsAtMs).toBeUndefined();
  });

  it('names whoever has a seat already, however the address is written', () => {
    expect(problem(guest.toUpperCase().replace('X', 'x'))).toBe('It has seat 2 already');
  });

  it('takes an account again whose time was over', () => {
    const over = licenseFixture({ seats: [{ ...place, endsAtMs: NOW }] });
    expect(problem(guest, '0', over)).toBeUndefined();
  });

  it('keeps its owner from spending a seat on itself', () => {
    expect(problem(license.owner)).toBe('The licence covers its owner without a seat');
  });

  it.each(['', '0x12', `${guest}0`, 'vitalik.eth'])('says what an address is of %j', (text) => {
    expect(problem(text)).toBe('An address: 0x and 40 hexadecimal digits');
  });

  it('refuses the zero address and odd days', () => {
    expect(problem(`0x${'00'.repeat(20)}`)).toBe('Nobody can sign with this address');
    expect(problem(`0x${'ef'.repeat(20)}`, '1.5')).toBe('A whole number of days');
    expect(problem(`0x${'ef'.repeat(20)}`, '99999')).toBe('At most 36,500');
  });
});
