import type { Page } from 'playwright-core';
import { signReview } from './wallet-acts.ts';

/** What a voucher is to say. */
export type VoucherWords = { recipient: string; price: string };

/** Signs a voucher on an asset's page, as its connected seller. @returns the link to send. */
export async function makeVoucher(page: Page, { recipient, price }: VoucherWords): Promise<string> {
  await page.getByRole('button', { name: 'Make a voucher' }).click();
  const form = page.getByRole('dialog', { name: 'Make a voucher' });
  await form.getByLabel('Recipient').fill('a friend');
  await form.getByLabel('Price of a licence').fill(price);
  await form.getByRole('button', { name: 'Sign the voucher' }).click();
  await form.getByText('An address: 0x and 40 hexadecimal digits').waitFor();
  await form.getByLabel('Recipient').fill(recipient);
  await form.getByRole('button', { name: 'Sign the voucher' }).click();
  const made = page.getByRole('dialog', { name: 'The voucher is signed' });
  const link = await made.getByLabel('Link', { exact: true }).inputValue();
  await made.getByRole('button', { name: 'Done' }).click();
  return link;
}

/** Voids the newest voucher of the seller, on the asset's page. */
export async function cancelVoucher(page: Page): Promise<void> {
  await page
    .getByRole('button', { name: /^Cancel the voucher for/ })
    .first()
    .click();
  await signReview(page, /^Cancel the voucher/, /The voucher is void/);
  await page.getByRole('button', { name: 'Close' }).last().click();
  await page.getByText('Canceled', { exact: true }).waitFor();
}

/** Gives the first seat of a licence to an account and takes it back, on the licence's page. */
export async function giveAndClearSeat(page: Page, account: string): Promise<void> {
  const seats = page.getByRole('region', { name: 'Seats' });
  await seats.getByRole('button', { name: 'Assign seat 1' }).click();
  const form = page.getByRole('dialog', { name: 'Assign seat 1' });
  await form.getByLabel('Account', { exact: true }).fill(account);
  await form.getByRole('button', { name: 'Review' }).click();
  await signReview(page, /^Assign seat 1/, /The seat is given/);
  await page.getByRole('button', { name: 'Close' }).last().click();
  await seats.getByText('1 of 2 used').waitFor();
  await seats.getByRole('button', { name: 'Clear seat 1' }).click();
  await signReview(page, /^Clear seat 1/, /The seat is cleared/);
  await page.getByRole('button', { name: 'Close' }).last().click();
  await seats.getByText(/^free from/).waitFor();
}
