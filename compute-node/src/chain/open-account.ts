import { mnemonicToAccount, privateKeyToAccount } from 'viem/accounts';
import type { LocalAccount } from 'viem/accounts';
import type { Hex } from '@cultivar/sdk/spec';
import { DemoKeyError } from './demo-key-error.ts';

const DEMO_MNEMONIC = 'test test test test test test test test test test test junk';
const DEMO_ACCOUNTS = 32;
const LOCAL_CHAIN_ID = 41337;

/**
 * The node's wallet.
 *
 * @throws DemoKeyError when the key is one of the public mnemonic's and the chain is not the local one.
 */
export function openAccount(privateKey: Hex, chainId: number): LocalAccount {
  const account = privateKeyToAccount(privateKey);
  if (chainId !== LOCAL_CHAIN_ID && isDemo(account.address)) throw new DemoKeyError(account.address, chainId);
  return account;
}

function isDemo(address: string): boolean {
  for (let addressIndex = 0; addressIndex < DEMO_ACCOUNTS; addressIndex++) {
    if (mnemonicToAccount(DEMO_MNEMONIC, { addressIndex }).address === address) return true;
  }
  return false;
}
