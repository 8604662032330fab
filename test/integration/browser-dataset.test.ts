import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openVisits, shootBoth } from '../support/open-visits.ts';
import type { Visits } from '../support/open-visits.ts';
import { runningDapp } from '../support/running-dapp.ts';
import type { RunningDapp } from '../support/running-dapp.ts';
import { chooseWallet, fundedWallet, signReview } from '../support/wallet-acts.ts';

/** An account of the public mnemonic that plays no role elsewhere. */
const OWNER = 15;
/** One account registers the same dataset only once, also when this runs again on one stack. */
const NAME = `Doubles ${Date.now()}`;
const ROWS = Array.from({ length: 60 }, (_, i) => ({
  question: `What is ${i} and ${i}?`,
  answer: `${2 * i}`,
}));

let dapp: RunningDapp;
let visits: Visits;

beforeAll(async () => {
  dapp = await runningDapp();
  visits = await openVisits();
});
afterAll(async () => visits?.close());

describe('someone who brings their own rows', () => {
  it('has them checked, registers them and finds them in the builder', async () => {
    await visits.visit(1440, async (page) => {
      await fundedWallet(page, { ...dapp.config, index: OWNER });
      await page.goto(`${dapp.url}/train/new`);
      await page.getByRole('link', { name: 'Bring your own rows' }).click();
      await page.locator('input[type=file]').setInputFiles({
        name: 'doubles.json',
        mimeType: 'application/json',
        buffer: Buffer.from(JSON.stringify(ROWS)),
      });
      await page.getByText('60 rows', { exact: true }).waitFor();
      await page.getByLabel('Name').fill(NAME);
      await page.getByLabel('Your part of later sales').fill('2.5');
      await shootBoth(page, 'new-dataset');
      await page.getByRole('button', { name: 'Review and register 60 rows' }).click();
      await chooseWallet(page);
      await signReview(page, /^Register Doubles/, /^The asset is registered$/);
      await page.getByRole('dialog').getByRole('link', { name: 'Open' }).click();

      await page.getByRole('heading', { level: 1, name: NAME }).waitFor();
      await page.getByRole('cell', { name: 'What is 4 and 4?' }).waitFor();
      await page.getByText('2.5 %').first().waitFor();
      const downloading = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Download and check doubles.json' }).click();
      expect((await downloading).suggestedFilename()).toBe('doubles.json');

      await page.goto(`${dapp.url}/train/new`);
      await page.locator('label', { hasText: NAME }).click();
      await page.getByText('60 rows').first().waitFor();
      await page.getByText('anyone may derive, 2.5 % of later sales').waitFor();
    });
  });
});
