import { web3Accounts, web3Enable } from '@polkadot/extension-dapp';
import { decodeAddress } from '@polkadot/util-crypto/address';
import type { Hex } from '../../../lib/wallet/chain-call.ts';
import { evmAccountOf } from './evm-account-of.ts';

/** An account that the extension shares with this page. */
export type PolkadotAccount = {
  /** SS58. */
  address: string;
  name: string;
  /** The same account as contracts see it. */
  evmAccount: Hex;
};

/** Asks every polkadot.js-compatible extension; empty when there is none or none shares an account. */
export async function polkadotAccounts(): Promise<PolkadotAccount[]> {
  const extensions = await web3Enable('Cultivar');
  if (extensions.length === 0) return [];
  const accounts = await web3Accounts();
  return accounts.map(({ address, meta }) => ({
    address,
    name: meta.name ?? 'Account',
    evmAccount: evmAccountOf(decodeAddress(address)),
  }));
}
