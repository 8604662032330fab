import type { ApiPromise } from '@polkadot/api';
import { web3FromAddress } from '@polkadot/extension-dapp';
import type { ChainCall } from '../../../lib/wallet/chain-call.ts';
import type { ChainWriter } from '../../../lib/wallet/chain-writer.ts';
import { SignatureDeclinedError } from '../../../lib/wallet/signature-declined-error.ts';
import { plancksToWei, weiToPlancks } from './native-amount.ts';
import type { PolkadotAccount } from './polkadot-accounts.ts';
import { dryRun } from './revive-dry-run.ts';
import { reviveApi } from './revive-api.ts';
import { mappingCall } from './revive-mapping.ts';
import { watchReviveCall } from './watch-revive-call.ts';

/**
 * Writes to a chain with pallet-revive from a polkadot.js account: a dry run by `ReviveApi.call`, the account
 * mapped where the chain does not do it by itself, then `revive.call` signed by the extension.
 */
export async function reviveWriter(account: PolkadotAccount, url: string): Promise<ChainWriter> {
  const api = await reviveApi(url);
  const decimals = api.registry.chainDecimals[0] ?? 10;

  return {
    async preview(call) {
      const [run, extrinsic, mapping] = await Promise.all([
        dryRun(api, account.address, call, decimals),
        extrinsicOf(api, account, call, decimals),
        mappingCall(api, account),
      ]);
      const { partialFee } = await extrinsic.paymentInfo(account.address);
      const { data } = await api.query.system!.account!(account.address).then(
        (info) => info as unknown as { data: { free: { toBigInt(): bigint } } },
      );
      return {
        feeWei: plancksToWei(partialFee.toBigInt(), decimals),
        depositWei: plancksToWei(run.depositPlancks, decimals),
        balanceWei: plancksToWei(data.free.toBigInt(), decimals),
        notes: mapping
          ? ['The first call also links your account to contracts, with a deposit that comes back.']
          : [],
      };
    },

    async send(call) {
      const extrinsic = await extrinsicOf(api, account, call, decimals);
      const { signer } = await web3FromAddress(account.address);
      try {
        const signed = await extrinsic.signAsync(account.address, { signer });
        await api.rpc.author.submitExtrinsic(signed);
        return { hash: signed.hash.toHex(), via: 'revive' };
      } catch (error) {
        if (error instanceof Error && /cancelled/i.test(error.message)) {
          throw new SignatureDeclinedError({ cause: error });
        }
        throw error;
      }
    },

    watch: (handle, signal) => watchReviveCall(handle.hash, url, signal),
  };
}

async function extrinsicOf(api: ApiPromise, account: PolkadotAccount, call: ChainCall, decimals: number) {
  const run = await dryRun(api, account.address, call, decimals);
  const revive = api.tx.revive!.call!(
    call.to,
    weiToPlancks(call.valueWei, decimals),
    run.weightLimit,
    run.depositLimitPlancks,
    call.data,
  );
  const mapping = await mappingCall(api, account);
  return mapping ? api.tx.utility!.batchAll!([mapping, revive]) : revive;
}
