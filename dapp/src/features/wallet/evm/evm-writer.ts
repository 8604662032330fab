import { createPublicClient, http } from 'viem';
import type { Account, Chain, Transport, WalletClient } from 'viem';
import { SignatureDeclinedError } from '../../../lib/wallet/signature-declined-error.ts';
import type { ChainWriter } from '../../../lib/wallet/chain-writer.ts';
import { isDeclined } from './is-declined.ts';
import { refusalOf } from './refusal-of.ts';
import { watchEvmCall } from './watch-evm-call.ts';

type EvmWriterParameters = {
  wallet: WalletClient<Transport, Chain, Account>;
  rpcUrl: string;
  /** Brings the wallet to the chain of `wallet`. */
  switchNetwork(): Promise<void>;
};

/** Gas is state-dependent: what is estimated now may be a little more when it is mined. */
const GAS_MARGIN_PERCENT = 20n;

/** Writes to an EVM chain through an EIP-1193 wallet; reads through the configured RPC, never the wallet's. */
export function evmWriter({ wallet, rpcUrl, switchNetwork }: EvmWriterParameters): ChainWriter {
  const { chain, account } = wallet;
  const reads = createPublicClient({ chain, transport: http(rpcUrl) });

  async function gasFor(call: Parameters<ChainWriter['preview']>[0]): Promise<bigint> {
    const request = { account: account.address, to: call.to, data: call.data, value: call.valueWei };
    try {
      // The call first: its revert data is whole, while an estimate's is often cut.
      await reads.call(request);
      return ((await reads.estimateGas(request)) * (100n + GAS_MARGIN_PERCENT)) / 100n;
    } catch (error) {
      throw refusalOf(error);
    }
  }

  return {
    async preview(call) {
      const [gas, fees, balanceWei] = await Promise.all([
        gasFor(call),
        reads.estimateFeesPerGas(),
        reads.getBalance({ address: account.address }),
      ]);
      return { feeWei: gas * fees.maxFeePerGas, depositWei: 0n, balanceWei, notes: [] };
    },

    async send(call) {
      try {
        if ((await wallet.getChainId()) !== chain.id) await switchNetwork();
        const gas = await gasFor(call);
        const fees = await reads.estimateFeesPerGas();
        const hash = await wallet.sendTransaction({
          chain,
          account,
          to: call.to,
          data: call.data,
          value: call.valueWei,
          gas,
          maxFeePerGas: fees.maxFeePerGas,
          maxPriorityFeePerGas: fees.maxPriorityFeePerGas,
        });
        return { hash, via: 'evm' };
      } catch (error) {
        throw isDeclined(error) ? new SignatureDeclinedError({ cause: error }) : error;
      }
    },

    watch: (handle, signal) => watchEvmCall(handle.hash, rpcUrl, signal),
  };
}
