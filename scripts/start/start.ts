import { join } from 'node:path';
import { contentClient } from '@cultivar/sdk/content';
import { buildIfStale } from '../products/build-if-stale.ts';
import { CONTRACTS, DAPP, SUBGRAPH } from '../products/products.ts';
import type { Product } from '../products/build-if-stale.ts';
import { localClients } from './accounts.ts';
import { chooseExecutor } from './choose-executor.ts';
import { deployLocal } from './deploy-local.ts';
import type { Flow } from './flow/flow.ts';
import { isMainJobDue, runMainJob } from './flow/main-job.ts';
import { startFoundation, startIndex, startSite, type ServiceContext } from './local-services.ts';
import { startLocalNode } from './local-node.ts';
import { tellOutcome } from './tell-outcome.ts';
import { writeDappConfig } from './write-dapp-config.ts';

/**
 * Brings everything up and does the main job when one is due (always, with `--once`).
 * Returns once there is nothing left but to keep serving.
 *
 * @param signal aborted when the person at the terminal wants it to end
 */
export async function start(context: ServiceContext, signal: AbortSignal): Promise<Flow> {
  const { settings, progress } = context;
  progress.heading('Preparing');
  await build(context, CONTRACTS, 'Contracts', signal);
  await build(context, SUBGRAPH, 'Subgraph', signal);
  await build(context, DAPP, 'dApp files', signal);
  const flow = await bringUp(context, signal);
  if (settings.once || (await isMainJobDue(flow))) {
    tellOutcome(flow, await runMainJob(flow));
  }
  return flow;
}

async function build(
  context: ServiceContext,
  product: Product,
  title: string,
  signal: AbortSignal,
): Promise<void> {
  const step = context.progress.step(title);
  try {
    const built = await buildIfStale(product, { root: context.settings.root, signal });
    step.done(built ? 'built' : 'up to date');
  } catch (error) {
    step.fail(signal.aborted ? 'interrupted' : 'the build failed');
    throw error;
  }
}

/** Starts every service and has the contracts and the node in place. */
async function bringUp(context: ServiceContext, signal: AbortSignal): Promise<Flow> {
  const { settings, progress } = context;
  const { root, localDir } = settings;
  progress.heading('Starting');
  const foundation = await startFoundation(context);
  const { rpcUrl, contentUrl } = foundation;
  const clients = localClients(rpcUrl);
  const executors = await chooseExecutor(context, signal);
  const { className, classNames, openVinoDir } = executors;
  const deployment = await deploy(context, { rpcUrl, clients, classNames });
  signal.throwIfAborted();

  const manifestFile = join(root, SUBGRAPH.output);
  const graphqlUrl = await startIndex(context, { ...foundation, manifestFile });
  const nodeUrl = await startLocalNode(context, { rpcUrl, contentUrl }, openVinoDir, signal);
  const configFile = join(localDir, 'dapp/cultivar.json');
  await writeDappConfig(configFile, deployment, { rpcUrl, graphqlUrl, contentUrl, nodeUrl });
  const dappUrl = await startSite(context, configFile);
  const content = contentClient({ contentUrl });
  return {
    ...{ settings, deployment, clients, content, contentUrl, graphqlUrl, nodeUrl, dappUrl, className },
    ...{ progress, signal },
  };
}

async function deploy(
  { settings, progress }: ServiceContext,
  options: { rpcUrl: string; clients: ReturnType<typeof localClients>; classNames: readonly string[] },
) {
  const step = progress.step('Protocol');
  try {
    const { deployment, isNew } = await deployLocal({ ...settings, ...options });
    step.done(isNew ? 'six contracts deployed' : 'deployed before');
    return deployment;
  } catch (error) {
    step.fail('not deployed');
    throw error;
  }
}
