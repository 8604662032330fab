import type { Address } from 'viem';
import type { DisputeMarket } from './dispute-market.ts';

/** What has changed since the books were opened, account by account. */
export type Books = {
  /** What each account may withdraw more, in wei. */
  credited(): Promise<bigint[]>;
  /** What each node has lost of its stake, in wei. */
  lost(): Promise<bigint[]>;
  /** What the treasury has burnt, in wei. */
  burnt(): Promise<bigint>;
};

/** Opens books over credits, or over stakes where the accounts are nodes. */
export async function openBooks(market: DisputeMarket, accounts: readonly Address[]): Promise<Books> {
  const credits = () => Promise.all(accounts.map(market.credit));
  const stakes = () => Promise.all(accounts.map(async (account) => (await market.stake(account)).stakeWei));
  const [credited, staked, burnt] = await Promise.all([credits(), stakes(), market.burnt()]);
  return {
    credited: async () => (await credits()).map((now, i) => now - credited[i]!),
    lost: async () => (await stakes()).map((now, i) => staked[i]! - now),
    burnt: async () => (await market.burnt()) - burnt,
  };
}
