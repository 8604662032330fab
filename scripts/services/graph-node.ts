import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { freePort } from './free-port.ts';
import { freshDatabase } from './fresh-database.ts';
import { jsonRpc } from './json-rpc.ts';
import { indexStatus } from './index-status.ts';
import { onFreePorts } from './on-free-ports.ts';
import { requireFreePort } from './require-free-port.ts';
import { ServiceError } from './service-error.ts';
import { startChild } from './start-child.ts';
import { sweepOrphan } from './sweep-orphan.ts';
import { waitUntilReady } from './wait-until-ready.ts';

const SERVICE = 'graph-node';
/** Under which name the subgraph is queried: `/subgraphs/name/cultivar`. */
const SUBGRAPH_NAME = 'cultivar';
/** The name that `gnd dev` gives it. */
const NUMBERED_NAME = 'subgraph-0';
const DATABASE = 'graph';
/** The chain's name in subgraph.yaml. */
const NETWORK = 'localnet';
const READY_TIMEOUT_MS = 120_000;
const GRACE_MS = 5_000;

/** What graph-node is to index, and from where. */
export type GraphNodeOptions = {
  /** Folder of its log; made when missing. */
  stateDir: string;
  /** Port on which GraphQL is answered. */
  port: number;
  /** The chain to follow. */
  rpcUrl: string;
  /** A content store that answers as an IPFS gateway. graph-node ends at once without one. */
  contentUrl: string;
  /** See `Postgres.url`. */
  postgresUrl: string;
  /** The built subgraph: `build/subgraph.yaml`. */
  manifestFile: string;
  /** Aborting it stops graph-node. */
  signal: AbortSignal;
};

/** A running graph-node, its subgraph caught up with the chain when it started. */
export type GraphNode = {
  readonly graphqlUrl: string;
  readonly port: number;
  readonly pid: number;
  readonly ended: Promise<ServiceError | undefined>;
  stop(): Promise<void>;
};

/**
 * Starts the real graph-node on an empty database and indexes the chain from its beginning.
 * An index is derived from the chain, and after a kill the chain may have lost its last moments:
 * making it again is as fast as resuming, and cannot be wrong.
 *
 * @throws ServiceError `port-busy`, `unsupported-platform`, `exited`, `not-ready`, or `failed` when a handler fails.
 */
export function startGraphNode(options: GraphNodeOptions): Promise<GraphNode> {
  return onFreePorts(() => start(options));
}

async function start(options: GraphNodeOptions): Promise<GraphNode> {
  const { stateDir, port, signal } = options;
  signal.throwIfAborted();
  const command = gndBinary();
  await mkdir(stateDir, { recursive: true });
  const logFile = join(stateDir, 'graph-node.log');
  const pidFile = join(stateDir, 'graph-node.pid');
  await sweepOrphan({
    pidFile,
    marker: options.manifestFile,
    stopSignal: 'SIGINT',
    graceMs: GRACE_MS,
  });
  await requireFreePort(SERVICE, port, 'CULTIVAR_INDEX_PORT');
  const adminPort = await freePort();
  const databaseUrl = await freshDatabase(options.postgresUrl, DATABASE);
  const child = await startChild({
    service: SERVICE,
    command,
    args: await gndArgs(options, databaseUrl, adminPort),
    env: environment(stateDir),
    cwd: stateDir,
    logFile,
    pidFile,
    stopSignal: 'SIGINT',
    graceMs: GRACE_MS,
  });
  const wait = { service: SERVICE, child, logFile, signal, timeoutMs: READY_TIMEOUT_MS };
  const head = Number(await jsonRpc<string>(options.rpcUrl, 'eth_blockNumber', []));
  const isCaughtUp = async (url: string): Promise<boolean> => {
    const { block, hasIndexingErrors } = await indexStatus(url);
    if (hasIndexingErrors) {
      throw new ServiceError(SERVICE, {
        code: 'failed',
        detail: 'a handler of the subgraph failed',
        logFile,
      });
    }
    return block >= head;
  };
  // It deploys by itself under a name of its own; a second deployment before that is done would clash.
  await waitUntilReady({ ...wait, isReady: () => isCaughtUp(queryUrl(port, NUMBERED_NAME)) });
  await nameSubgraph(adminPort, options.manifestFile);
  const graphqlUrl = queryUrl(port, SUBGRAPH_NAME);
  await waitUntilReady({ ...wait, isReady: () => isCaughtUp(graphqlUrl) });
  signal.addEventListener('abort', () => void child.stop(), { once: true });
  return { graphqlUrl, port, pid: child.pid, ended: child.ended, stop: child.stop };
}

async function gndArgs(options: GraphNodeOptions, databaseUrl: string, adminPort: number): Promise<string[]> {
  const settings = {
    // The second half is the folder that holds the first's build, seen from it: itself.
    manifests: `${options.manifestFile}:.`,
    'database-dir': dirname(options.manifestFile),
    'postgres-url': databaseUrl,
    'ethereum-rpc': `${NETWORK}:${options.rpcUrl}`,
    ipfs: options.contentUrl,
    'http-port': options.port,
    'admin-port': adminPort,
    'index-node-port': await freePort(),
    'metrics-port': await freePort(),
  };
  return ['dev', ...Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)])];
}

function environment(stateDir: string): Record<string, string> {
  return {
    PATH: '/usr/bin:/bin',
    HOME: stateDir,
    // Without these three it notices new blocks of a quiet chain only every 30 s.
    GRAPH_STORE_DISABLE_CHAIN_HEAD_PTR_CACHE: 'true',
    GRAPH_CHAIN_HEAD_WATCHER_TIMEOUT: '1',
    ETHEREUM_POLLING_INTERVAL: '100',
    // Seconds after which a missing manifest is asked for again; ten minutes by default.
    GRAPH_FDS_MAX_BACKOFF: '5',
    GRAPH_LOG: 'info',
    GRAPH_DISABLE_GRAFTS: 'true',
  };
}

/** `gnd dev` numbers its subgraphs; the admin interface gives ours its name beside. */
async function nameSubgraph(adminPort: number, manifestFile: string): Promise<void> {
  const adminUrl = `http://127.0.0.1:${adminPort}`;
  await jsonRpc(adminUrl, 'subgraph_create', { name: SUBGRAPH_NAME });
  await jsonRpc(adminUrl, 'subgraph_deploy', { name: SUBGRAPH_NAME, ipfs_hash: manifestFile });
}

function queryUrl(port: number, name: string): string {
  return `http://127.0.0.1:${port}/subgraphs/name/${name}`;
}

function gndBinary(): string {
  const packageName = `@graphprotocol/gnd-${process.platform}-${process.arch}`;
  try {
    return createRequire(import.meta.url).resolve(`${packageName}/bin/gnd`);
  } catch (cause) {
    const platform = `${process.platform}-${process.arch}`;
    throw new ServiceError(SERVICE, { code: 'unsupported-platform', platform, packageName }, { cause });
  }
}
