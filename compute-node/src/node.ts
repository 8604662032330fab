import { mkdir } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { createApi } from './api/create-api.ts';
import { eventHub } from './api/event-hub.ts';
import { nodeMetrics } from './api/node-metrics.ts';
import { nodeState } from './api/node-state.ts';
import { nonces } from './auth/nonces.ts';
import { sessions } from './auth/sessions.ts';
import { verifySignIn } from './auth/verify-sign-in.ts';
import { watchEscrow } from './chain/watch-escrow.ts';
import type { NodeConfig } from './config/node-config.ts';
import { listen } from './http/listen.ts';
import { applyEvent } from './jobs/apply-event.ts';
import { checkJobs } from './jobs/check-jobs.ts';
import type { JobContext } from './jobs/job-context.ts';
import { runJobs } from './jobs/run-jobs.ts';
import { startService } from './jobs/service.ts';
import { defendJobs } from './jobs/defend-jobs.ts';
import { settleJobs } from './jobs/settle-jobs.ts';
import { openCore } from './node-core.ts';
import type { NodeCore } from './node-core.ts';
import { chooseSandbox } from './sandbox/choose-sandbox.ts';
import { chatService } from './serving/chat-service.ts';
import { modelCatalog } from './serving/model-catalog.ts';
import { VERSION } from './version.ts';

/** A node that runs. */
export type RunningNode = {
  /** Where its API listens. */
  url: string;
  account: string;
  classes: readonly string[];
  /** Settles when everything has stopped and the journal is closed. */
  done: Promise<void>;
};

const SETTLE_EVERY_MS = 5_000;
const WAITING_ANSWERS = 32;

/**
 * Starts a node: goes on with every unfinished job of its journal, then watches, checks, trains, settles and serves
 * until `signal` aborts. A run that is cut off by that goes on at the next start.
 *
 * @throws ConfigError, DemoKeyError, WrongChainError, JournalLockedError, PortUnavailableError
 */
export async function createNode(
  config: NodeConfig,
  logger: Logger,
  signal: AbortSignal,
): Promise<RunningNode> {
  // One way to stop for everything: the caller's signal, or the failure of a part at start.
  const stop = new AbortController();
  const all = AbortSignal.any([signal, stop.signal]);
  const core = await openCore(config, logger, all);
  try {
    return await startParts(core, all);
  } catch (error) {
    stop.abort();
    core.close();
    throw error;
  }
}

async function startParts(core: NodeCore, signal: AbortSignal): Promise<RunningNode> {
  const { config, reader, journal, logger } = core;
  const folders = {
    inputs: join(config.dir, 'inputs'),
    jobs: join(config.dir, 'jobs'),
    adapters: join(config.dir, 'adapters'),
  };
  // The sandbox binds these folders, so they must be there before anything lies in them.
  for (const folder of Object.values(folders)) await mkdir(folder, { recursive: true });
  const sandbox = await chooseSandbox(config.dir, logger);
  const hub = eventHub();
  const context = jobContext(core, { folders, sandbox, signal, onEvent: hub.publish });

  const watcher = watchEscrow({
    reader,
    journal,
    startBlock: BigInt(config.deployment.startBlock),
    finalityDepth: config.finalityDepth,
    apply: (event) => applyEvent(journal, reader.account, event),
  });
  const state = nodeState(core, sandbox.kind, signal);
  // Before anything runs: a port that is taken must not leave half a node behind.
  const api = await openApi(core, { folders, sandbox, signal, hub, context, state });
  const service = (name: string, everyMs: number, turn: () => Promise<void>) =>
    startService({ name, everyMs, signal, logger, turn });
  const runner = service('runner', config.pollMs, () => runJobs(context));
  const checker = service('checker', config.pollMs * 2, async () => {
    await checkJobs(context);
    runner.wake();
  });
  const settler = service('settler', SETTLE_EVERY_MS, async () => {
    await settleJobs(context);
    await defendJobs(context);
  });
  const tender = service('tender', config.stuckMs, () => core.writer.tend());
  const reading = service('watcher', config.pollMs, async () => {
    const { head, events, rewoundTo } = await watcher.poll();
    state.sawHead(head);
    if (rewoundTo !== undefined)
      logger.warn({ block: String(rewoundTo) }, 'chain reorganised; read again from here');
    if (events.some(({ type }) => type === 'requested')) checker.wake();
    if (events.some(({ type }) => type === 'settled' || type === 'refunded')) settler.wake();
  });

  logger.info(
    { url: api.url, account: reader.account, classes: core.classes, sandbox: sandbox.kind },
    'node started',
  );
  const services = [runner, checker, settler, tender, reading];
  const done = Promise.all([api.closed, ...services.map((running) => running.done)]).then(() => {
    core.close();
    logger.info('node stopped');
  });
  return { url: api.url, account: reader.account, classes: core.classes, done };
}

function jobContext(
  core: NodeCore,
  parts: Pick<JobContext, 'folders' | 'sandbox' | 'signal' | 'onEvent'>,
): JobContext {
  const { config, reader } = core;
  const { minPriceWei, maxSteps, maxSequenceLength, maxInputBytes, mint } = config;
  return {
    ...core,
    ...parts,
    policy: {
      ...{ chainId: reader.chainId, account: reader.account, classes: core.classes },
      ...{ minPriceWei, maxSteps, maxSequenceLength, maxInputBytes, mint },
    },
    running: new Map(),
    machine: {
      ...(config.threads === undefined ? {} : { threads: config.threads }),
      ...(config.openVinoDir === undefined ? {} : { openVinoDir: config.openVinoDir }),
      ...(config.python === undefined ? {} : { python: config.python }),
    },
  };
}

async function openApi(
  core: NodeCore,
  parts: Pick<JobContext, 'sandbox' | 'signal'> & {
    folders: { inputs: string; jobs: string; adapters: string };
    hub: ReturnType<typeof eventHub>;
    context: JobContext;
    state: ReturnType<typeof nodeState>;
  },
) {
  const { config, reader, journal, store, logger, now } = core;
  const { folders, sandbox, signal, hub, context, state } = parts;
  const catalog = modelCatalog({ reader, store, folders, logger, signal });
  const readable = [folders.inputs, folders.adapters];
  const chat = chatService({ sandbox, readable, logger, signal, maxWaiting: WAITING_ANSWERS });
  const open = nonces(now);
  const domain = new URL(config.publicUrl ?? `http://${config.host}:${config.port}`).host;
  const { chainId, account, verifyMessage } = reader;
  const app = createApi({
    ...{ journal, catalog, chat, hub, logger, signal, now, chainId, account, domain },
    ...{ metrics: nodeMetrics(), version: VERSION, nonces: open, sessions: sessions(now) },
    writers: { listed: config.origins, local: true },
    requestsPerMinute: config.requestsPerMinute,
    verifySignIn: (signed) => verifySignIn(signed, { domain, chainId, nonces: open, now, verifyMessage }),
    health: state.health,
    info: state.info,
    cancel: (jobId) => cancelJob(context, jobId),
  });
  return listen(createServer(app), { host: config.host, port: config.port, signal });
}

function cancelJob({ journal, running }: JobContext, jobId: bigint): void {
  journal.jobs.requestCancel(jobId);
  const job = journal.jobs.get(jobId);
  if (job?.state === 'seen' || job?.state === 'checked') {
    const reason = { code: 'canceled', message: 'canceled at this node before the claim' };
    journal.jobs.advance(jobId, job.state, 'refused', { reason });
  }
  running.get(jobId)?.abort();
}
