import { gunzipSync } from 'node:zlib';
import { setTimeout as sleep } from 'node:timers/promises';
import { hexToBytes } from 'viem';
import type { Hex } from 'viem';
import { jsonRpc } from './json-rpc.ts';
import { writeAtomic } from './write-atomic.ts';

const POLL_MS = 200;

/**
 * Keeps a chain's state on disk: after every new block the whole state is written, atomically.
 * Anvil's own `--state` writes in place, so a kill in the middle of a write would lose the chain.
 *
 * @returns Stops watching and writes what is still missing.
 */
export function persistChain(rpcUrl: string, file: string): () => Promise<void> {
  const stop = new AbortController();
  let savedBlock = -1n;
  const saveIfNew = async (): Promise<void> => {
    const block = BigInt(await jsonRpc<Hex>(rpcUrl, 'eth_blockNumber', []));
    if (block === savedBlock) return;
    await saveChain(rpcUrl, file);
    savedBlock = block;
  };
  const loop = (async () => {
    while (!stop.signal.aborted) {
      await saveIfNew();
      await sleep(POLL_MS, undefined, { signal: stop.signal }).catch(() => undefined);
    }
  })();
  // A chain that died is reported by its own process; here it only means that there is nothing to save.
  const quiet = loop.catch(() => undefined);
  return async () => {
    stop.abort();
    await quiet;
    await saveIfNew();
  };
}

/** Writes the state of a running anvil to `file` as gzipped JSON. */
export async function saveChain(rpcUrl: string, file: string): Promise<void> {
  const dump = hexToBytes(await jsonRpc<Hex>(rpcUrl, 'anvil_dumpState', []));
  await writeAtomic(file, dump);
}

/**
 * The JSON that `--load-state` reads.
 *
 * Each start of anvil makes a block 0 of its own before it loads the saved ones, and keeps it; of several, the one that
 * is found by its number would be any. The oldest is the chain's.
 *
 * @throws SyntaxError when the bytes hold no state.
 */
export function chainStateJson(saved: Uint8Array): string {
  const state = JSON.parse(gunzipSync(saved).toString()) as SavedState;
  const [genesis] = state.blocks.filter(isGenesis).sort((a, b) => timeOf(a) - timeOf(b));
  return JSON.stringify({
    ...state,
    blocks: state.blocks.filter((block) => block === genesis || !isGenesis(block)),
  });
}

type SavedBlock = { header: { number: Hex; timestamp: Hex } };
type SavedState = { blocks: SavedBlock[] };

const isGenesis = ({ header }: SavedBlock): boolean => Number(header.number) === 0;
const timeOf = ({ header }: SavedBlock): number => Number(header.timestamp);
