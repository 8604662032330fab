import { expect, it } from 'vitest';
import { voucherDraftSchema } from './voucher-draft.ts';

const draft = { offerId: '7', recipient: `0x${'cd'.repeat(20)}`, quantity: '2', price: '0.05', days: '30' };
const problem = (change: Partial<typeof draft>) => {
  const issue = voucherDraftSchema.safeParse({ ...draft, ...change }).error?.issues[0];
  return issue && [issue.path[0], issue.message];
};

it('reads a voucher as it was typed', () => {
  expect(voucherDraftSchema.parse({ ...draft, price: ' 0,05 ' })).toEqual({
    offerId: 7n,
    recipient: draft.recipient,
    quantity: 2,
    price: 5n * 10n ** 16n,
    days: 30,
  });
  expect(problem({ price: '0' })).toBeUndefined();
});

it.each([
  [{ recipient: 'anyone' }, 'recipient', 'An address: 0x and 40 hexadecimal digits'],
  [{ recipient: `0x${'00'.repeat(20)}` }, 'recipient', 'Nobody can sign with this address'],
  [{ quantity: '0' }, 'quantity', '1 to 50'],
  [{ quantity: '51' }, 'quantity', '1 to 50'],
  [{ price: 'cheap' }, 'price', 'An amount such as 0.05; 0 gives it away'],
  [{ days: '0' }, 'days', '1 to 3,650'],
  [{ days: '1.5' }, 'days', 'A whole number'],
])('says at its field what is wrong with %j', (change, field, message) => {
  expect(problem(change)).toEqual([field, message]);
});
