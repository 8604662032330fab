import type { Hash } from 'viem';
import { call as dryRun, sendTransaction } from 'viem/actions';
import type { WriteClient } from './clients.ts';
import { asContractRevertedError } from './contract-reverted-error.ts';
import type { PreparedCall } from './prepared-call.ts';

/**
 * Runs a call dry, then sends it: a call that would revert never reaches a wallet.
 *
 * @returns The transaction's hash; it is not mined yet.
 * @throws ContractRevertedError with the contract's reason; what the client threw otherwise.
 */
export async function sendCall(client: WriteClient, { to, data, value }: PreparedCall): Promise<Hash> {
  const { account, chain } = client;
  try {
    await dryRun(client, { account, to, data, value });
    return await sendTransaction(client, { account, chain: chain ?? null, to, data, value });
  } catch (error) {
    throw asContractRevertedError(error) ?? error;
  }
}
