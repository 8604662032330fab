import type { Locator, Page } from 'playwright-core';
import { createTestClient, http } from 'viem';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askIndex } from '../support/ask-index.ts';
import { injectPolkadot } from '../support/injected-polkadot.ts';
import { injectWallet } from '../support/injected-wallet.ts';
import { openVisits, shootBoth } from '../support/open-visits.ts';
import type { Visits } from '../support/open-visits.ts';
import { runningDapp } from '../support/running-dapp.ts';
import type { RunningDapp } from '../support/running-dapp.ts';
import { chooseWallet } from '../support/wallet-acts.ts';

/** Account of the public mnemonic that plays no role elsewhere. */
const NEWCOMER = 12;
const OTHER_CHAIN_ID = 1;

let dapp: RunningDapp;
let visits: Visits;

beforeAll(async () => {
  dapp = await runningDapp();
  visits = await openVisits();
});
afterAll(async () => visits?.close());

describe('a browser wallet', () => {
  it('learns the network, is filled by the faucet and signs in to the node', async () => {
    await visits.visit(1440, async (page) => {
      const wallet = await injectWallet(page, {
        ...dapp.config,
        index: NEWCOMER,
        startsOn: OTHER_CHAIN_ID,
      });
      const chain = createTestClient({ mode: 'anvil', transport: http(dapp.config.rpcUrl) });
      await chain.setBalance({ address: wallet.account, value: 0n });
      await page.goto(dapp.url);
      await page.getByRole('button', { name: 'Connect', exact: true }).click();
      await chooseWallet(page);
      await page.getByRole('button', { name: /Account$/ }).waitFor();
      expect(wallet.requests).toContain('wallet_addEthereumChain');

      const account = await openAccount(page);
      await account.getByRole('button', { name: 'Add Cultivar Local to the wallet' }).waitFor();
      await wallet.useChain(OTHER_CHAIN_ID);
      await account.getByText('The wallet is on another network than Cultivar Local.').waitFor();
      await shootBoth(page, 'other-network');
      wallet.declineNext();
      await account.getByRole('button', { name: 'Switch to Cultivar Local' }).click();
      await expect.poll(() => wallet.requests.at(-1)).toBe('wallet_switchEthereumChain');
      await account.getByRole('button', { name: 'Switch to Cultivar Local' }).click();
      await account.getByRole('button', { name: 'Add Cultivar Local to the wallet' }).waitFor();

      await account.getByText('0.00 ETH').waitFor();
      await account.getByRole('button', { name: 'Fill from the faucet' }).click();
      await account.getByText('100.00 ETH').waitFor();

      wallet.declineNext();
      await account.getByRole('button', { name: 'Sign in to the node' }).click();
      await expect.poll(() => wallet.requests).toContain('personal_sign');
      await account.getByRole('button', { name: 'Sign in to the node' }).click();
      await account.getByText(/Signed in to the node until/).waitFor();
      await shootBoth(page, 'signed-in');
    });
  });
});

describe('a polkadot.js account', () => {
  it('is chosen, signs in to the node, and is told that it cannot send on this chain', async () => {
    await visits.visit(1440, async (page) => {
      const extension = await injectPolkadot(page);
      await page.goto(dapp.url);
      await page.getByRole('button', { name: 'Connect', exact: true }).click();
      await page.getByRole('button', { name: /polkadot\.js/ }).click();
      await page.getByText(/no pallet-revive/).waitFor();
      await shootBoth(page, 'polkadot-accounts');
      await page.getByRole('button', { name: new RegExp(extension.address) }).click();

      const account = await openAccount(page);
      await account.getByText(extension.address).waitFor();
      await account.getByText(/not send transactions/).waitFor();
      extension.declineNext();
      await account.getByRole('button', { name: 'Sign in to the node' }).click();
      await account.getByRole('button', { name: 'Sign in to the node' }).click();
      await account.getByText(/Signed in to the node until/).waitFor();
      await shootBoth(page, 'polkadot-signed-in');
      await page.keyboard.press('Escape');

      await page.goto(`${dapp.url}/a/${dapp.config.chainId}:${await offered()}`);
      await page.getByRole('button', { name: 'Review and buy' }).first().click();
      const review = page.getByRole('dialog', { name: /^Buy/ });
      await review.getByText(/not send transactions/).waitFor();
      expect(await review.getByRole('button', { name: 'Sign in wallet' }).count()).toBe(0);
    });
  });
});

async function openAccount(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: /Account$/ }).click();
  return page.getByRole('dialog', { name: 'Account' });
}

async function offered(): Promise<string> {
  const { offers } = await askIndex<{ offers: { asset: { assetId: string } }[] }>(
    dapp.config.graphqlUrl,
    '{ offers(where: { isOpen: true }, first: 1) { asset { assetId } } }',
  );
  return offers[0]!.asset.assetId;
}
