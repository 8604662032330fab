import type { DatabaseSync } from 'node:sqlite';
import type { Hex } from '@cultivar/sdk/spec';
import { JournalForeignError } from './journal-foreign-error.ts';
import type { Cursor } from './journal-types.ts';

/** How far the chain was read, with the hashes of recent blocks to notice a reorg. */
export type CursorRecords = {
  get(): Cursor | undefined;
  set(cursor: Cursor): void;
  /** Keeps a block's hash: a point to which a reorg can be followed back. */
  remember(number: bigint, hash: Hex): void;
  /** Recent blocks, newest first. */
  blocks(): { number: bigint; hash: Hex }[];
  /** Drops remembered blocks above `number`. */
  rewind(cursor: Cursor): void;
};

/** What a journal belongs to. */
export type JournalOwner = { chainId: number; contract: Hex; genesisHash: Hex };

const REMEMBERED_BLOCKS = 256;

/**
 * The cursor in an open journal.
 *
 * @throws JournalForeignError when the journal was begun on another chain, another genesis or another escrow.
 */
export function cursorRecords(database: DatabaseSync, owner: JournalOwner): CursorRecords {
  const select = database.prepare('SELECT * FROM cursor');
  const row = select.get() as Record<string, unknown> | undefined;
  if (row !== undefined) {
    const found = ownerText(
      row['chain_id'] as number,
      row['contract'] as string,
      row['genesis_hash'] as string,
    );
    const expected = ownerText(owner.chainId, owner.contract, owner.genesisHash);
    if (found !== expected) throw new JournalForeignError(expected, found);
  }
  const upsert = database.prepare(
    `INSERT INTO cursor (one, chain_id, contract, genesis_hash, block_number, block_hash, log_index) VALUES (1, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (one) DO UPDATE SET block_number = excluded.block_number, block_hash = excluded.block_hash, log_index = excluded.log_index`,
  );
  const addBlock = database.prepare(
    'INSERT INTO block (number, hash) VALUES (?, ?) ON CONFLICT (number) DO UPDATE SET hash = excluded.hash',
  );
  const dropOld = database.prepare('DELETE FROM block WHERE number <= ?');
  const dropNew = database.prepare('DELETE FROM block WHERE number > ?');

  function set(cursor: Cursor): void {
    const number = Number(cursor.blockNumber);
    upsert.run(
      owner.chainId,
      owner.contract.toLowerCase(),
      owner.genesisHash,
      number,
      cursor.blockHash,
      cursor.logIndex,
    );
    addBlock.run(number, cursor.blockHash);
    dropOld.run(number - REMEMBERED_BLOCKS);
  }

  return {
    get() {
      const current = select.get() as Record<string, unknown> | undefined;
      return (
        current && {
          blockNumber: BigInt(current['block_number'] as number),
          blockHash: current['block_hash'] as Hex,
          logIndex: current['log_index'] as number,
        }
      );
    },
    set,
    remember: (number, hash) => void addBlock.run(Number(number), hash),
    blocks: () =>
      database
        .prepare('SELECT * FROM block ORDER BY number DESC')
        .all()
        .map((block) => ({ number: BigInt(block['number'] as number), hash: block['hash'] as Hex })),
    rewind(cursor) {
      dropNew.run(Number(cursor.blockNumber));
      set(cursor);
    },
  };
}

function ownerText(chainId: number, contract: string, genesisHash: string): string {
  return `escrow ${contract.toLowerCase()} on chain ${chainId} (genesis ${genesisHash})`;
}
