import { nodeInfoSchema } from '@cultivar/sdk';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { openVisits, shootBoth } from '../support/open-visits.ts';
import type { Visits } from '../support/open-visits.ts';
import { runningDapp } from '../support/running-dapp.ts';
import type { RunningDapp } from '../support/running-dapp.ts';
import { settleByHand } from '../support/settle-by-hand.ts';
import { chooseWallet, fundedWallet, signReview } from '../support/wallet-acts.ts';

/** Accounts of the public mnemonic that play no role elsewhere. */
const REQUESTER = 12;
const NODE = 13;
const STRANGER = 14;

let dapp: RunningDapp;
let visits: Visits;

beforeAll(async () => {
  dapp = await runningDapp();
  visits = await openVisits();
});
afterAll(async () => visits?.close());

describe('a settled run whose result nobody has minted', () => {
  it('is minted by anyone, for its requester', async () => {
    const { config, url } = dapp;
    const { classes } = nodeInfoSchema.parse(await (await fetch(`${config.nodeUrl}/node`)).json());
    const jobId = await settleByHand({
      ...{ deployment: config, rpcUrl: config.rpcUrl, className: classes[0]! },
      ...{ requester: REQUESTER, node: NODE },
    });
    await visits.visit(1440, async (page) => {
      await fundedWallet(page, { ...config, index: STRANGER });
      await page.goto(`${url}/train/${config.chainId}:${jobId}`);
      await page.getByRole('button', { name: 'Mint the result' }).click();
      await chooseWallet(page);
      await page.getByText('The token is the requester’s, whoever sends this.').waitFor();
      await shootBoth(page, 'mint-review');
      await signReview(page, /^Mint the result, run #/, /^The result is/);
      await page.getByRole('dialog').getByRole('link', { name: 'Open' }).click();
      await page.getByRole('heading', { level: 1, name: /Asset #\d+/ }).waitFor();
      await page.goto(`${url}/train/${config.chainId}:${jobId}`);
      await page.getByRole('link', { name: 'Open the adapter' }).waitFor();
      await page.getByRole('button', { name: 'Mint the result' }).waitFor({ state: 'detached' });
    });
  });
});
