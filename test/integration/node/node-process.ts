import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { NodeConfigInput } from '@cultivar/compute-node';
import { nodeJobSchema } from '@cultivar/sdk';
import type { JobState, NodeJob } from '@cultivar/sdk';
import { mnemonicToAccount } from 'viem/accounts';
import { toHex } from 'viem';
import { LOCAL_CHAIN_ID, LOCAL_MNEMONIC } from '../../../scripts/services/chain.ts';
import { freePort } from '../../../scripts/services/free-port.ts';
import type { LocalMarket } from './local-market.ts';

const CLI = join(import.meta.dirname, '../../../compute-node/src/cli.ts');
const POLL_MS = 50;

/** A compute node as its operator runs it: the command line, a folder, a port. */
export type NodeProcess = {
  url: string;
  /** Runs a command to its end. */
  run(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }>;
  /** Starts it and waits until its API answers. */
  start(): Promise<void>;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
  /** Ends it as its operator would; resolves with the exit code. */
  stop(): Promise<number | null>;
  job(jobId: bigint): Promise<NodeJob | undefined>;
  /** Waits until a job is as wished. */
  until(jobId: bigint, wished: (job: NodeJob) => boolean): Promise<NodeJob>;
  /** Everything it has logged. */
  log(): string;
};

/** A node beside a market, with the private key of the local chain's account `index`. */
export async function nodeProcess(
  market: LocalMarket,
  index: number,
  changed: Partial<NodeConfigInput> = {},
): Promise<NodeProcess> {
  const dir = join(market.folder, `node-${index}`);
  await mkdir(dir, { recursive: true });
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const config: Omit<NodeConfigInput, 'privateKey'> = {
    dir,
    deployment: market.deployment,
    rpcUrl: market.rpcUrl,
    content: {
      backend: 'gateway',
      dir: join(dir, 'content'),
      sources: [market.contentUrl],
      publishTo: market.contentUrl,
    },
    gatewayUrl: market.contentUrl,
    port,
    pollMs: 100,
    threads: 1,
    ...changed,
  };
  const file = join(dir, 'config.json');
  await writeFile(file, JSON.stringify(config));
  const key = toHex(mnemonicToAccount(LOCAL_MNEMONIC, { addressIndex: index }).getHdKey().privateKey!);
  const env = { PATH: process.env['PATH'], CULTIVAR_NODE_PRIVATE_KEY: key };
  const launch = (...args: string[]): ChildProcess =>
    spawn(process.execPath, ['--no-warnings', CLI, ...args, '-c', file], { env, stdio: 'pipe' });

  let running: ChildProcess | undefined;
  let log = '';

  async function ended(child: ChildProcess): Promise<number | null> {
    if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
    return new Promise((resolve) => child.once('close', resolve));
  }

  const node: NodeProcess = {
    url,
    log: () => log,
    async run(...args) {
      const child = launch(...args);
      let [stdout, stderr] = ['', ''];
      child.stdout!.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
      child.stderr!.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
      return { code: (await ended(child)) ?? -1, stdout, stderr };
    },
    async start() {
      const child = launch('start');
      running = child;
      child.stderr!.on('data', (chunk: Buffer) => (log += chunk.toString()));
      child.stdout!.resume();
      for (;;) {
        if (child.exitCode !== null) throw new Error(`the node ended with ${child.exitCode}:\n${log}`);
        const answer = await fetch(`${url}/openapi.json`).catch(() => undefined);
        if (answer?.ok) return;
        await pause();
      }
    },
    async kill() {
      running!.kill('SIGKILL');
      await ended(running!);
    },
    async stop() {
      running!.kill('SIGTERM');
      return ended(running!);
    },
    async job(jobId) {
      const answer = await fetch(`${url}/jobs/${LOCAL_CHAIN_ID}:${jobId}`);
      return answer.status === 404 ? undefined : nodeJobSchema.parse(await answer.json());
    },
    async until(jobId, wished) {
      for (;;) {
        const job = await node.job(jobId);
        if (job !== undefined && wished(job)) return job;
        if (job !== undefined && DEAD.includes(job.state)) {
          throw new Error(`job ${jobId} is ${job.state}: ${JSON.stringify(job.reason)}\n${log}`);
        }
        await pause();
      }
    },
  };
  return node;
}

const DEAD: JobState[] = ['lost', 'refused'];

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, POLL_MS));
