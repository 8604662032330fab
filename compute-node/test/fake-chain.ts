import type { Hex } from '@cultivar/sdk/spec';
import type { ChainBlock, ChainEvent, ChainReader } from '../src/chain/chain.ts';
import { BlockMissingError } from '../src/chain/block-missing-error.ts';
import { TEST_OWNER } from './test-journal.ts';
import { testTerms } from './test-terms.ts';

/**
 * TEST DOUBLE of a chain for faults a real one does not make to order: reorganisations at any depth, endpoints that
 * lag, lie about their chain, fail, or answer while the chain moves.
 */
export type FakeChain = {
  reader: ChainReader;
  /** Mines a block; jobs are requested in it. */
  mine(...jobIds: bigint[]): void;
  /** Takes the last blocks away and puts other ones of the same number there. */
  reorganize(depth: number, ...jobIds: bigint[]): void;
  /** Runs before every answer; throwing there is a failing endpoint. */
  before: (call: 'chainId' | 'head' | 'block' | 'events') => void;
  chainId: number;
};

/** A chain of one block. */
export function fakeChain(): FakeChain {
  let salt = 0;
  let blocks: { hash: Hex; events: ChainEvent[] }[] = [];

  function push(jobIds: bigint[]): void {
    const number = BigInt(blocks.length);
    const hash: Hex = `0x${(++salt).toString(16).padStart(64, '0')}`;
    const events = jobIds.map((jobId, logIndex): ChainEvent => {
      const specDigest: Hex = `0x${(salt * 1_000 + logIndex).toString(16).padStart(64, '0')}`;
      const terms = testTerms({ work: { specDigest } });
      return { type: 'requested', jobId, blockNumber: number, blockHash: hash, logIndex, terms };
    });
    blocks.push({ hash, events });
  }
  push([]);

  const blockAt = (number: bigint): ChainBlock => {
    const block = blocks[Number(number)];
    if (block === undefined) throw new BlockMissingError(number);
    return { number, hash: block.hash, timestamp: 1_000 + Number(number) };
  };
  const fake: FakeChain = {
    chainId: TEST_OWNER.chainId,
    before: () => undefined,
    mine: (...jobIds) => push(jobIds),
    reorganize(depth, ...jobIds) {
      blocks = blocks.slice(0, blocks.length - depth);
      for (let i = 0; i < depth; i++) push(i === 0 ? jobIds : []);
    },
    reader: {
      chainId: TEST_OWNER.chainId,
      escrow: TEST_OWNER.contract,
      account: `0x${'bb'.repeat(20)}`,
      async remoteChainId() {
        fake.before('chainId');
        return fake.chainId;
      },
      async head() {
        fake.before('head');
        return blockAt(BigInt(blocks.length - 1));
      },
      async block(number) {
        fake.before('block');
        return blockAt(number);
      },
      async events(from, to) {
        fake.before('events');
        return blocks.slice(Number(from), Number(to) + 1).flatMap(({ events }) => events);
      },
    } as Partial<ChainReader> as ChainReader,
  };
  return fake;
}
