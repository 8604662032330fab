import { join } from 'node:path';
import { createLogger } from '@cultivar/compute-node';
import { startGateway } from '@cultivar/compute-node/storage';
import { entityId, jobPageDocument, queryIndex } from '@cultivar/sdk/graphql';
import type { JobPageQuery } from '@cultivar/sdk/graphql';
import { rm } from 'node:fs/promises';
import { buildIfStale } from '../../../scripts/products/build-if-stale.ts';
import { SUBGRAPH } from '../../../scripts/products/products.ts';
import { freePort } from '../../../scripts/services/free-port.ts';
import { startGraphNode } from '../../../scripts/services/graph-node.ts';
import { startPostgres } from '../../../scripts/services/postgres.ts';
import { waitForIndex } from '../../../scripts/services/wait-for-index.ts';
import type { DisputeMarket } from './dispute-market.ts';

const root = join(import.meta.dirname, '../../..');

/** The real graph-node over a live chain. */
export type DisputeIndex = {
  /** A job as the index has it, once it has everything that is mined now. */
  job(jobId: bigint): Promise<NonNullable<JobPageQuery['job']>>;
  stop(): Promise<void>;
};

/** Starts it on free ports. */
export async function disputeIndex(market: DisputeMarket): Promise<DisputeIndex> {
  await buildIfStale(SUBGRAPH, { root });
  const stopping = new AbortController();
  const { signal } = stopping;
  const at = (name: string) => join(market.folder, name);
  const logger = createLogger({ level: 'silent', pretty: false });
  const [postgres, gateway] = await Promise.all([
    startPostgres({ dataDir: at('postgres'), port: await freePort(), signal }),
    startGateway({ dir: at('content'), port: 0, host: '127.0.0.1', signal, logger }),
  ]);
  const index = await startGraphNode({
    stateDir: at('index'),
    port: await freePort(),
    rpcUrl: market.rpcUrl,
    contentUrl: gateway.url,
    postgresUrl: postgres.url,
    manifestFile: join(root, SUBGRAPH.output),
    signal,
  });
  return {
    async job(jobId) {
      await waitForIndex({ url: index.graphqlUrl, block: await market.client.getBlockNumber() });
      const { job } = await queryIndex(index.graphqlUrl, jobPageDocument, { id: entityId(jobId) });
      if (!job) throw new RangeError(`the index has no job ${jobId}`);
      return job;
    },
    async stop() {
      await index.stop();
      await postgres.stop();
      stopping.abort();
      await gateway.closed;
      await rm(postgres.dataDir, { recursive: true, force: true });
    },
  };
}
