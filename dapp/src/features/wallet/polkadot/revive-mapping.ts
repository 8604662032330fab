import type { ApiPromise } from '@polkadot/api';
import type { SubmittableExtrinsic } from '@polkadot/api/types';
import type { PolkadotAccount } from './polkadot-accounts.ts';

/**
 * The call that makes an account known to contracts, or undefined when none is needed: the account is mapped,
 * or the chain maps by itself. What a runtime offers is read from its metadata, since chains differ.
 */
export async function mappingCall(
  api: ApiPromise,
  account: PolkadotAccount,
): Promise<SubmittableExtrinsic<'promise'> | undefined> {
  const { revive } = api.tx;
  const autoMap = api.consts.revive?.autoMap?.toPrimitive() === true;
  const original = await api.query.revive?.originalAccount?.(account.evmAccount);
  if (original === undefined || !original.isEmpty) return undefined;
  if (revive?.batchMapAccounts) return revive.batchMapAccounts([account.address]);
  return autoMap ? undefined : revive?.mapAccount?.();
}
