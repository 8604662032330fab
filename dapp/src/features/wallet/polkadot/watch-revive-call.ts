import type { ApiPromise } from '@polkadot/api';
import type { CallLog, CallProgress } from '../../../lib/wallet/chain-writer.ts';
import type { Hex } from '../../../lib/wallet/chain-call.ts';
import { reviveApi } from './revive-api.ts';

/** How far back a call of an earlier visit is looked for. */
const LOOK_BACK_BLOCKS = 64;
const POLL_MS = 3_000;

type EventRecord = {
  phase: { isApplyExtrinsic: boolean; asApplyExtrinsic: { toNumber(): number } };
  event: { section: string; method: string; data: { toHex(): string; toJSON(): unknown }[] };
};

/** Looks for an extrinsic in the last blocks and in each new one, and reads its events. */
export async function* watchReviveCall(
  hash: Hex,
  url: string,
  signal: AbortSignal,
): AsyncGenerator<CallProgress, void, undefined> {
  yield { state: 'pending' };
  const api = await reviveApi(url);
  let next: number | undefined;
  while (!signal.aborted) {
    const head = (await api.rpc.chain.getHeader()).number.toNumber();
    next ??= Math.max(0, head - LOOK_BACK_BLOCKS);
    for (; next <= head; next++) {
      const found = await findIn(api, next, hash);
      if (found) {
        yield found;
        return;
      }
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

async function findIn(api: ApiPromise, block: number, hash: Hex): Promise<CallProgress | undefined> {
  const blockHash = await api.rpc.chain.getBlockHash(block);
  const { extrinsics } = (await api.rpc.chain.getBlock(blockHash)).block;
  const at = extrinsics.findIndex((extrinsic) => extrinsic.hash.toHex() === hash);
  if (at < 0) return undefined;
  const state = await api.at(blockHash);
  const records = (await state.query.system!.events!()) as unknown as EventRecord[];
  const own = records
    .filter(({ phase }) => phase.isApplyExtrinsic && phase.asApplyExtrinsic.toNumber() === at)
    .map(({ event }) => event);
  const failed = own.find((event) => event.section === 'system' && event.method === 'ExtrinsicFailed');
  if (failed)
    return { state: 'failed', message: `the chain refused it: ${JSON.stringify(failed.data[0]?.toJSON())}` };
  const logs = own
    .filter((event) => event.section === 'revive' && event.method === 'ContractEmitted')
    .map(logOf);
  return { state: 'confirmed', block: BigInt(block), feeWei: 0n, logs };
}

function logOf(event: EventRecord['event']): CallLog {
  const [contract, data, topics] = event.data;
  return {
    address: contract!.toHex() as Hex,
    data: data!.toHex() as Hex,
    topics: topics!.toJSON() as Hex[],
  };
}
