import type { PublicClient } from 'viem';
import { jsonRpc } from '../../../scripts/services/json-rpc.ts';

/** Lets a local chain's time pass, to the second given or later. */
export async function travelTo(client: PublicClient, rpcUrl: string, timestamp: number): Promise<void> {
  const head = await client.getBlock();
  const seconds = timestamp - Number(head.timestamp);
  if (seconds > 0) await jsonRpc(rpcUrl, 'evm_increaseTime', [seconds]);
  await jsonRpc(rpcUrl, 'evm_mine', []);
}
