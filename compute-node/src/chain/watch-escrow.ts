import type { Cursor } from '../journal/journal-types.ts';
import type { Journal } from '../journal/open-journal.ts';
import type { ChainBlock, ChainEvent, ChainReader } from './chain.ts';
import { BlockMissingError } from './block-missing-error.ts';
import { WrongChainError } from './wrong-chain-error.ts';

/** What a watcher works with. */
export type WatcherOptions = {
  reader: ChainReader;
  journal: Journal;
  /** First block that can hold an event of ours. */
  startBlock: bigint;
  /** Blocks that must stand on top of one before its events count. */
  finalityDepth: number;
  /** Most blocks asked for at once. */
  blocksPerCall?: bigint;
  /** Writes one event to the journal, inside the commit that moves the cursor. */
  apply: (event: ChainEvent) => void;
};

/** What one poll did. */
export type PollResult = { head: ChainBlock; events: ChainEvent[]; rewoundTo?: bigint };

/** Reads the escrow's events into the journal, exactly once each, through reorgs and faults of the endpoint. */
export type Watcher = {
  /**
   * Reads what is new. A fault throws and changes nothing: the next poll asks again.
   *
   * @throws WrongChainError when the endpoint has changed its chain.
   */
  poll(): Promise<PollResult>;
};

const DEFAULT_BLOCKS_PER_CALL = 2_000n;

/** Makes a watcher; it does nothing until it is polled. */
export function watchEscrow(options: WatcherOptions): Watcher {
  const { reader, journal } = options;
  const blocksPerCall = options.blocksPerCall ?? DEFAULT_BLOCKS_PER_CALL;
  // Asked again after every fault: a restarted endpoint may be another one.
  let chainConfirmed = false;

  async function poll(): Promise<PollResult> {
    try {
      return await pollOnce();
    } catch (error) {
      chainConfirmed = false;
      throw error;
    }
  }

  async function pollOnce(): Promise<PollResult> {
    if (!chainConfirmed) {
      const actual = await reader.remoteChainId();
      if (actual !== reader.chainId) throw new WrongChainError(reader.chainId, actual);
      chainConfirmed = true;
    }
    const head = await reader.head();
    const rewoundTo = await followReorg(head);
    const events: ChainEvent[] = [];
    const last = head.number - BigInt(options.finalityDepth);
    for (;;) {
      const cursor = journal.cursor.get();
      const from = cursor === undefined ? options.startBlock : cursor.blockNumber + 1n;
      if (from > last) break;
      const to = from + blocksPerCall - 1n < last ? from + blocksPerCall - 1n : last;
      events.push(...(await take(from, to)));
    }
    return { head, events, ...(rewoundTo === undefined ? {} : { rewoundTo }) };
  }

  async function take(from: bigint, to: bigint): Promise<ChainEvent[]> {
    const before = await reader.block(to);
    const events = await reader.events(from, to);
    const after = await reader.block(to);
    const strayed = events.some((event) => event.blockNumber === to && event.blockHash !== after.hash);
    // The chain moved while it was read: what was read may belong to neither side.
    if (before.hash !== after.hash || strayed) throw new BlockMissingError(to);
    journal.atomically(() => {
      for (const event of events) {
        options.apply(event);
        journal.cursor.remember(event.blockNumber, event.blockHash);
      }
      const logIndex = events.at(-1)?.logIndex ?? 0;
      journal.cursor.set({ blockNumber: to, blockHash: after.hash, logIndex });
    });
    return events;
  }

  /** Steps back to the last block that is still on the chain, and forgets what was only requested after it. */
  async function followReorg(head: ChainBlock): Promise<bigint | undefined> {
    const cursor = journal.cursor.get();
    // An endpoint behind the cursor is stale, which is no reorg; it will catch up.
    if (cursor === undefined || head.number < cursor.blockNumber) return undefined;
    if ((await reader.block(cursor.blockNumber)).hash === cursor.blockHash) return undefined;
    const common = await lastCommonBlock();
    journal.atomically(() => {
      for (const job of journal.jobs.since(common.blockNumber)) journal.jobs.unsee(job.jobId);
      journal.cursor.rewind(common);
    });
    return common.blockNumber;
  }

  async function lastCommonBlock(): Promise<Cursor> {
    for (const { number, hash } of journal.cursor.blocks()) {
      const block = await reader.block(number);
      if (block.hash === hash) return { blockNumber: number, blockHash: hash, logIndex: 0 };
    }
    // Deeper than what is remembered: read everything again.
    const start = await reader.block(options.startBlock > 0n ? options.startBlock - 1n : 0n);
    return { blockNumber: start.number, blockHash: start.hash, logIndex: 0 };
  }

  return { poll };
}
