import type { Locator, Page } from 'playwright-core';
import { mnemonicToAccount } from 'viem/accounts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LOCAL_MNEMONIC } from '../../scripts/services/chain.ts';
import { openVisits, shootBoth } from '../support/open-visits.ts';
import type { Visits } from '../support/open-visits.ts';
import { runningDapp } from '../support/running-dapp.ts';
import type { RunningDapp } from '../support/running-dapp.ts';
import { cancelVoucher, giveAndClearSeat, makeVoucher } from '../support/voucher-acts.ts';
import { chooseWallet, fundedWallet, signReview } from '../support/wallet-acts.ts';

/** Accounts of the public mnemonic that play no role elsewhere. */
const TRAINER = 10;
const CANCELER = 11;
const BUYER = 12;
const GUEST = 13;
/** A tiny run still takes its node a while on a slow machine. */
const RUN_MS = 300_000;

let dapp: RunningDapp;
let visits: Visits;
/** Links of vouchers that the seller has sent to the buyer; one was canceled since. */
let vouchers: { good: string; canceled: string };

beforeAll(async () => {
  dapp = await runningDapp();
  visits = await openVisits();
});
afterAll(async () => visits?.close());

describe('someone who has a model trained', () => {
  it('is told at its field what is wrong, watches the run live, accepts it and offers the adapter', async () => {
    await visits.visit(1440, async (page) => {
      const wallet = await fundedWallet(page, { ...dapp.config, index: TRAINER });
      await page.goto(`${dapp.url}/train/new`);
      await fillTinyRun(page, 'Tiny run by hand');

      await page.getByRole('button', { name: 'Manifest' }).click();
      const sheet = page.getByRole('dialog', { name: 'Manifest' });
      await sheet.getByText(/of canonical JSON, digest/).waitFor();
      expect(await sheet.innerText()).toMatch(/"rank": 4,[^]*"sequenceLength": 128,/);
      await page.keyboard.press('Escape');
      const estimate = page.getByRole('complementary', { name: 'Estimate' });
      await estimate.getByText('0.02 ETH + fee').waitFor();
      await shootBoth(page, 'builder');

      await estimate.getByRole('button', { name: 'Review and request' }).click();
      await chooseWallet(page);
      await page.getByText('Into escrow').last().waitFor();
      await shootBoth(page, 'request-review');
      await signReview(page, /^Request/, /^Run #\d+ is requested$/);
      await page.getByRole('dialog').getByRole('link', { name: 'Open' }).click();

      await watchToTheEnd(page);
      await page.getByRole('button', { name: 'Accept the result' }).click();
      await signReview(page, /^Accept the result/, /^Run #\d+ is settled$/);
      await page.getByRole('button', { name: 'Close' }).last().click();

      // Anyone may mint; the node that has trained it does so by itself.
      await page.getByRole('link', { name: 'Open the adapter' }).click();
      await page.getByRole('heading', { name: 'Tiny run by hand', level: 1 }).waitFor();
      await offerIt(page);
      const recipient = accountOf(BUYER);
      const good = await makeVoucher(page, { recipient, price: '0.01' });
      vouchers = { good, canceled: await makeVoucher(page, { recipient, price: '0.02' }) };
      await cancelVoucher(page);
      await shootBoth(page, 'seller');
      expect(wallet.requests.filter((method) => method === 'eth_sendTransaction').length).toBeGreaterThan(2);
    });
  });

  it('reads why the node refused, cancels, and withdraws what came back', async () => {
    await visits.visit(1440, async (page) => {
      await fundedWallet(page, { ...dapp.config, index: CANCELER });
      await page.goto(`${dapp.url}/train/new`);
      await fillTinyRun(page, 'More than a node does');
      await field(page, 'Steps').fill('200000');
      await page.getByRole('button', { name: 'Review and request' }).click();
      await chooseWallet(page);
      await signReview(page, /^Request/, /^Run #\d+ is requested$/);
      await page.getByRole('dialog').getByRole('link', { name: 'Open' }).click();
      await page.getByText(/The node says: 200000 steps; this node does at most/).waitFor();
      await shootBoth(page, 'refused-run');

      await page.getByRole('button', { name: 'Cancel', exact: true }).click();
      await signReview(page, /^Cancel, run/, /is canceled, its escrow can be withdrawn/);
      await page.getByRole('button', { name: 'Close' }).last().click();
      await page.getByText('Everything came back to the requester.').waitFor();

      await page.goto(`${dapp.url}/my`);
      await page.getByRole('button', { name: 'Withdraw 0.02 ETH' }).click();
      await signReview(page, /^Withdraw earnings/, /The earnings are in your account/);
      await page.getByRole('button', { name: 'Close' }).last().click();
      await page.getByRole('button', { name: 'Nothing to withdraw' }).waitFor();
      await shootBoth(page, 'earnings');

      await page.goto(`${dapp.url}/activity`);
      await page.getByText('The earnings are in your account').waitFor();
      await page.getByText('Withdrew earnings').first().waitFor();
      await shootBoth(page, 'activity');
    });
  });
});

describe('someone who was sent a voucher', () => {
  it('is told when it no longer counts, buys with the one that does, gives a seat and renews', async () => {
    await visits.visit(1440, async (page) => {
      await fundedWallet(page, { ...dapp.config, index: BUYER });
      await page.goto(vouchers.canceled);
      await page.getByText('The seller has canceled it').waitFor();
      expect(await page.getByRole('button', { name: 'It cannot be used' }).isDisabled()).toBe(true);
      await page.goto(vouchers.good);
      await page.getByText(/^Signed by the seller/).waitFor();
      await shootBoth(page, 'voucher');
      await page.getByRole('button', { name: 'Review and buy' }).click();
      await chooseWallet(page);
      await page.getByText('0.01 ETH').last().waitFor();
      await signReview(page, /with a voucher$/, /The licence is yours/);
      await page.getByRole('dialog').getByRole('link', { name: 'Open' }).click();

      await page
        .getByRole('link', { name: /^Manage the licence/ })
        .first()
        .click();
      await page.getByText('1,000,000 tokens paid for').waitFor();
      await giveAndClearSeat(page, accountOf(GUEST));
      await page.getByRole('button', { name: 'Renew for 0.03 ETH' }).click();
      await signReview(page, /^Renew the licence/, /The licence is renewed/);
      await page.getByRole('button', { name: 'Close' }).last().click();
      await page.getByText('2,000,000 tokens paid for').waitFor();
      await shootBoth(page, 'licence');
    });
  });
});

/** Fills the builder for a run of seconds, going wrong on the way at a plain, a hidden and a price field. */
async function fillTinyRun(page: Page, name: string): Promise<void> {
  await page.getByRole('radio', { name: /SmolLM2-135M-Instruct/ }).check();
  await field(page, 'Name').fill(name);
  await mend(page, field(page, 'Rank'), '512', '4');
  await mend(page, field(page, 'Tokens a sequence'), '130', '128');
  await field(page, 'Steps').fill('2');
  await field(page, 'Rows, at most').fill('24');
  await field(page, 'Held out').fill('4');
  await page.getByRole('button', { name: /^Advanced/ }).click();
  await page.getByPlaceholder('Search fields').fill('segment');
  await mend(page, field(page, 'Steps a trace segment'), '0', '100');
  await page.getByPlaceholder('Search fields').fill('');
  await field(page, 'Warm-up steps').fill('0');
  await field(page, 'Evaluate every').fill('0');
  await field(page, 'Opens at').fill('0.01');
  await mend(page, field(page, 'Rises to, at most'), 'much', '0.02');
}

function field(page: Page, label: string): Locator {
  return page.getByLabel(label, { exact: true });
}

/** Types what is wrong, reads so at the field, and rights it. */
async function mend(page: Page, control: Locator, wrong: string, right: string): Promise<void> {
  await control.fill(wrong);
  await expect.poll(() => control.getAttribute('aria-invalid')).toBe('true');
  const below = await control.getAttribute('aria-describedby');
  expect(await page.locator(`[id="${below}"]`).innerText()).not.toBe('');
  expect(await page.getByRole('button', { name: 'Review and request' }).isDisabled()).toBe(true);
  await control.fill(right);
  await expect.poll(() => control.getAttribute('aria-invalid')).toBe(null);
}

/** The run as it happens: the node claims, trains, submits; a reload keeps what was drawn. */
async function watchToTheEnd(page: Page): Promise<void> {
  await page.getByRole('heading', { name: 'Tiny run by hand', level: 1 }).waitFor();
  const curve = page.getByRole('img', { name: /training loss/i });
  await curve.waitFor({ timeout: RUN_MS });
  await shootBoth(page, 'live-run');
  await page.reload();
  await curve.waitFor();
  await page.getByRole('button', { name: 'Accept the result' }).waitFor({ timeout: RUN_MS });
  await shootBoth(page, 'submitted-run');
}

async function offerIt(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Offer a licence' }).click();
  const form = page.getByRole('dialog', { name: 'Offer a licence' });
  await form.getByLabel('Price of a licence').fill('cheap');
  await form.getByRole('button', { name: 'Review the offer' }).click();
  await form.getByText('An amount such as 0.05').waitFor();
  await form.getByLabel('Price of a licence').fill('0.03');
  await form.getByLabel('Good for').fill('30');
  await form.getByLabel('Seats').fill('2');
  await form.getByLabel('Metered use').fill('1000');
  await form.getByRole('button', { name: 'Review the offer' }).click();
  await signReview(page, /^Offer licences of/, /The offer stands/);
  await page.getByRole('button', { name: 'Close' }).last().click();
  await page.getByText('Metered').first().waitFor();
  await expect.poll(() => page.getByText('0.03').count()).toBeGreaterThan(0);
  await shootBoth(page, 'offered');
}

/** An account of the public mnemonic. */
function accountOf(addressIndex: number): string {
  return mnemonicToAccount(LOCAL_MNEMONIC, { addressIndex }).address;
}
