import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chainStateJson, persistChain, saveChain } from './persist-chain.ts';
import { jsonRpc } from './json-rpc.ts';
import { requireFreePort } from './require-free-port.ts';
import { ServiceError } from './service-error.ts';
import { startChild } from './start-child.ts';
import { sweepOrphan } from './sweep-orphan.ts';
import { waitUntilReady } from './wait-until-ready.ts';

/** The chain id of every local chain. */
export const LOCAL_CHAIN_ID = 41337;
/** The public mnemonic whose accounts hold the local chain's money. */
export const LOCAL_MNEMONIC = 'test test test test test test test test test test test junk';

const SERVICE = 'local chain';
const ACCOUNTS = 20;
/** States of past blocks that can still be asked about. */
const KEPT_STATES = 256;
const READY_TIMEOUT_MS = 20_000;
const GRACE_MS = 3_000;

/** Where the chain lives. */
export type ChainOptions = {
  /** Folder of its state and log; made when missing. */
  stateDir: string;
  port: number;
  /** Aborting it stops the chain. */
  signal: AbortSignal;
  /**
   * An empty block comes this often, so that deadlines pass and pages move while nobody sends anything;
   * a transaction is mined at once. Six seconds, as on Polkadot Hub.
   *
   * @default 6
   */
  blockSeconds?: number;
};

/** A running chain. */
export type Chain = {
  readonly rpcUrl: string;
  readonly port: number;
  readonly pid: number;
  /** Resolves when it ends: with an error unless it was asked to. */
  readonly ended: Promise<ServiceError | undefined>;
  /** Saves the state and stops. */
  stop(): Promise<void>;
};

/**
 * Starts anvil with the state of the last run, saved after each block and safe against `kill -9`.
 *
 * @throws ServiceError `port-busy`, `unsupported-platform`, `bad-state`, `exited` or `not-ready`.
 */
export async function startChain(options: ChainOptions): Promise<Chain> {
  const { stateDir, port, signal, blockSeconds = 6 } = options;
  signal.throwIfAborted();
  const command = anvilBinary();
  await mkdir(stateDir, { recursive: true });
  const files = filesIn(stateDir);
  await sweepChain(files);
  await requireFreePort(SERVICE, port, 'CULTIVAR_CHAIN_PORT');
  const loadArgs = await loadState(files);
  const child = await startChild({
    service: SERVICE,
    command,
    args: [...anvilArgs(port, blockSeconds), '--cache-path', files.states, ...loadArgs],
    env: { PATH: '/usr/bin:/bin', HOME: stateDir },
    cwd: stateDir,
    logFile: files.log,
    pidFile: files.pid,
    stopSignal: 'SIGTERM',
    graceMs: GRACE_MS,
  });
  const rpcUrl = `http://127.0.0.1:${port}`;
  await writeFile(files.url, rpcUrl);
  await waitUntilReady({
    service: SERVICE,
    child,
    logFile: files.log,
    isReady: async () => Number(await jsonRpc<string>(rpcUrl, 'eth_chainId', [])) === LOCAL_CHAIN_ID,
    timeoutMs: READY_TIMEOUT_MS,
    signal,
  });
  await rm(files.load, { force: true });
  const saveRest = persistChain(rpcUrl, files.state);
  const stop = async (): Promise<void> => {
    await saveRest().catch(() => undefined); // It may be dead already: then the last saved block stands.
    await child.stop();
  };
  signal.addEventListener('abort', () => void stop(), { once: true });
  return { rpcUrl, port, pid: child.pid, ended: child.ended, stop };
}

type ChainFiles = Record<'state' | 'states' | 'load' | 'log' | 'pid' | 'url', string>;

function filesIn(stateDir: string): ChainFiles {
  return {
    state: join(stateDir, 'state.json.gz'),
    states: join(stateDir, 'states'),
    load: join(stateDir, 'load.json'),
    log: join(stateDir, 'anvil.log'),
    pid: join(stateDir, 'anvil.pid'),
    url: join(stateDir, 'anvil.url'),
  };
}

/** A chain left over from a killed run may hold blocks that were not saved yet. */
async function sweepChain(files: ChainFiles): Promise<void> {
  await sweepOrphan({
    pidFile: files.pid,
    marker: files.states,
    stopSignal: 'SIGTERM',
    graceMs: GRACE_MS,
    rescue: async () => {
      const rpcUrl = await readFile(files.url, 'utf8');
      await saveChain(rpcUrl, files.state).catch(() => undefined); // Hung or half dead: the file on disk stands.
    },
  });
}

async function loadState(files: ChainFiles): Promise<string[]> {
  let saved: Buffer;
  try {
    saved = await readFile(files.state);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
  try {
    await writeFile(files.load, chainStateJson(saved));
  } catch (cause) {
    const detail = 'it is damaged; `npm run reset` starts a new chain';
    throw new ServiceError(SERVICE, { code: 'bad-state', file: files.state, detail }, { cause });
  }
  return ['--load-state', files.load];
}

function anvilArgs(port: number, blockSeconds: number): string[] {
  const settings = {
    host: '127.0.0.1',
    port,
    'chain-id': LOCAL_CHAIN_ID,
    mnemonic: LOCAL_MNEMONIC,
    accounts: ACCOUNTS,
    'block-time': blockSeconds,
    'prune-history': KEPT_STATES,
  };
  return [
    '--mixed-mining',
    ...Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]),
  ];
}

/** The binary itself rather than the package's launcher: a launcher would stand between us and its signals. */
function anvilBinary(): string {
  const arch = { x64: 'amd64', arm64: 'arm64' }[process.arch as string];
  const packageName = `@foundry-rs/anvil-${process.platform}-${arch}`;
  const file = process.platform === 'win32' ? 'anvil.exe' : 'anvil';
  try {
    return createRequire(import.meta.url).resolve(`${packageName}/bin/${file}`);
  } catch (cause) {
    const platform = `${process.platform}-${process.arch}`;
    throw new ServiceError(
      SERVICE,
      { code: 'unsupported-platform', platform, packageName: '@foundry-rs/anvil' },
      { cause },
    );
  }
}
