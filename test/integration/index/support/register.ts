import { eventIn, registerAsset } from '@cultivar/sdk';
import type { RegisterAssetParameters } from '@cultivar/sdk';
import type { IndexedMarket, Wallet } from '../indexed-market.ts';

/** Registers an asset and waits until it is mined. @returns its id. */
export async function register(
  market: IndexedMarket,
  wallet: Wallet,
  parameters: RegisterAssetParameters,
): Promise<bigint> {
  const { deployment } = market;
  const receipt = await market.mined(await registerAsset(wallet, { deployment, ...parameters }));
  return eventIn(deployment, receipt, 'assetRegistry', 'AssetRegistered').assetId;
}
