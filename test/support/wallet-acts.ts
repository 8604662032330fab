import type { Page } from 'playwright-core';
import { createTestClient, http, parseEther } from 'viem';
import { injectWallet } from './injected-wallet.ts';
import type { InjectedWallet } from './injected-wallet.ts';

type FundedWalletParameters = { rpcUrl: string; chainId: number; index: number };

/** Gives a page a wallet whose account holds 100 ETH of the local chain. */
export async function fundedWallet(page: Page, parameters: FundedWalletParameters): Promise<InjectedWallet> {
  const wallet = await injectWallet(page, parameters);
  const chain = createTestClient({ mode: 'anvil', transport: http(parameters.rpcUrl) });
  await chain.setBalance({ address: wallet.account, value: parseEther('100') });
  return wallet;
}

/** Goes through the app's own dialogs to the injected wallet, once they are open. */
export async function chooseWallet(page: Page): Promise<void> {
  await page.getByRole('button', { name: /Browser wallet/ }).click();
  await page.getByRole('button', { name: 'Test Wallet' }).click();
}

/** Signs what stands in the review and waits for its outcome. */
export async function signReview(page: Page, title: RegExp, outcome: RegExp): Promise<void> {
  const review = page.getByRole('dialog', { name: title });
  await review.getByRole('button', { name: 'Sign in wallet' }).click();
  await review.getByText(outcome).waitFor();
}
