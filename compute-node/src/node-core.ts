import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { ChainCalls, ChainReader, ChainWriter } from './chain/chain.ts';
import { chainCalls } from './chain/chain-calls.ts';
import { openAccount } from './chain/open-account.ts';
import { openDisputes } from './chain/open-disputes.ts';
import type { DisputeReader } from './chain/open-disputes.ts';
import { openReader } from './chain/open-reader.ts';
import { openWriter } from './chain/open-writer.ts';
import { rpcClient } from './chain/rpc-client.ts';
import { WrongChainError } from './chain/wrong-chain-error.ts';
import type { NodeConfig } from './config/node-config.ts';
import { openJournal } from './journal/open-journal.ts';
import type { Journal } from './journal/open-journal.ts';
import { offeredClasses } from './offered-classes.ts';
import { openedClasses } from './opened-classes.ts';
import { openStore } from './storage/open-store.ts';
import type { ContentStore } from './storage/index.ts';

/** What `register` and `start` both need. */
export type NodeCore = {
  config: NodeConfig;
  /** Determinism classes of this machine as text, fastest first. */
  classes: string[];
  reader: ChainReader;
  disputes: DisputeReader;
  writer: ChainWriter;
  calls: ChainCalls;
  journal: Journal;
  store: ContentStore;
  logger: Logger;
  now: () => number;
  sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  close(): void;
};

/**
 * Opens wallet, chain, journal and content store.
 *
 * @throws DemoKeyError, WrongChainError, JournalLockedError, JournalForeignError
 */
export async function openCore(config: NodeConfig, logger: Logger, signal: AbortSignal): Promise<NodeCore> {
  const { chainId, addresses } = config.deployment;
  const account = openAccount(config.privateKey, chainId);
  const client = rpcClient(config.rpcUrl, chainId);
  const reader = openReader(client, addresses, account.address);
  const actual = await reader.remoteChainId();
  if (actual !== chainId) throw new WrongChainError(chainId, actual);
  const classes = await openedClasses(await offeredClasses(config, logger, signal), reader);
  const store = await openStore(config.content, logger);
  const genesis = await reader.block(0n);
  const owner = { chainId, contract: addresses.jobEscrow, genesisHash: genesis.hash };
  const now = (): number => Date.now();
  const sleep = (ms: number, until: AbortSignal): Promise<void> => delay(ms, undefined, { signal: until });
  const journal = openJournal(join(config.dir, 'journal.sqlite'), owner, now);
  const { finalityDepth, pollMs, stuckMs } = config;
  const writer = openWriter({
    ...{ client, account, journal, logger, signal, now, sleep },
    ...{ finalityDepth, pollMs: Math.min(pollMs, 2_000), stuckMs },
  });
  return {
    ...{ config, reader, writer, journal, store, logger, now, sleep },
    classes,
    disputes: openDisputes(client, config.deployment),
    calls: chainCalls(addresses),
    close: () => journal.close(),
  };
}
