import { join } from 'node:path';
import { startChain } from '../services/chain.ts';
import { startGraphNode } from '../services/graph-node.ts';
import { startPostgres } from '../services/postgres.ts';
import { startProgram } from '../services/start-program.ts';
import type { Progress } from './progress/progress.ts';
import { PORTS, type Settings } from './settings.ts';
import type { RunningService, StartService, Supervisor } from './supervisor.ts';

/** What services are started with. */
export type ServiceContext = { settings: Settings; supervisor: Supervisor; progress: Progress };

const NODE_GRACE_MS = 15_000;
const GRACE_MS = 3_000;

/** Starts a service under the supervisor, shown as a step. */
async function shown<T extends RunningService>(
  { supervisor, progress }: ServiceContext,
  title: string,
  start: StartService<T>,
  tell: (service: T) => string,
): Promise<T> {
  const step = progress.step(title);
  try {
    const service = await supervisor.keep(title, start);
    step.done(tell(service));
    return service;
  } catch (error) {
    step.fail('not started');
    throw error;
  }
}

/** The chain, the content store and Postgres, which need nobody. */
export async function startFoundation(context: ServiceContext) {
  const { localDir, ports, root } = context.settings;
  const contentDir = join(localDir, 'content');
  const [chain, content, postgres] = await Promise.all([
    shown(
      context,
      'Chain',
      (signal) => startChain({ stateDir: join(localDir, 'chain'), port: ports.chain, signal }),
      ({ rpcUrl }) => rpcUrl,
    ),
    shown(
      context,
      'Content store',
      (signal) =>
        startProgram({
          name: 'content',
          args: [
            ...[join(root, 'compute-node/src/cli.ts'), 'gateway', '--dir', join(contentDir, 'store')],
            ...['--port', String(ports.content)],
          ],
          stateDir: contentDir,
          port: ports.content,
          setting: PORTS.content.variable,
          isReady: async (url) => (await fetch(`${url}/api/v0/version`, { method: 'POST', signal })).ok,
          graceMs: GRACE_MS,
          signal,
        }),
      ({ url }) => url,
    ),
    shown(
      context,
      'Postgres',
      (signal) => startPostgres({ dataDir: join(localDir, 'postgres'), port: ports.postgres, signal }),
      ({ port }) => `port ${port}`,
    ),
  ]);
  return { rpcUrl: chain.rpcUrl, contentUrl: content.url, postgresUrl: postgres.url };
}

/** graph-node with the built subgraph. */
export async function startIndex(
  context: ServiceContext,
  urls: { rpcUrl: string; contentUrl: string; postgresUrl: string; manifestFile: string },
): Promise<string> {
  const { localDir, ports } = context.settings;
  const index = await shown(
    context,
    'Index',
    (signal) => startGraphNode({ stateDir: join(localDir, 'index'), port: ports.index, ...urls, signal }),
    ({ graphqlUrl }) => graphqlUrl,
  );
  return index.graphqlUrl;
}

/** The dApp's files, with the run-time configuration in `configFile`. */
export async function startSite(context: ServiceContext, configFile: string): Promise<string> {
  const { localDir, ports, root } = context.settings;
  const stateDir = join(localDir, 'dapp');
  const site = await shown(
    context,
    'dApp',
    (signal) =>
      startProgram({
        name: 'dapp',
        args: [
          ...[join(root, 'scripts/start/site/serve.ts'), '--folder', join(root, 'dapp/dist')],
          ...['--config', configFile, '--port', String(ports.dapp)],
        ],
        stateDir,
        port: ports.dapp,
        setting: PORTS.dapp.variable,
        isReady: async (url) => (await fetch(`${url}/cultivar.json`, { signal })).ok,
        graceMs: GRACE_MS,
        signal,
      }),
    ({ url }) => url,
  );
  return site.url;
}

/** The compute node's daemon. */
export async function startNode(
  context: ServiceContext,
  args: readonly string[],
  env: Record<string, string>,
) {
  const { localDir, ports } = context.settings;
  const stateDir = join(localDir, 'node');
  const node = await shown(
    context,
    'Compute node',
    (signal) =>
      startProgram({
        name: 'node',
        args,
        env,
        stateDir,
        port: ports.node,
        setting: PORTS.node.variable,
        isReady: async (url) => (await fetch(`${url}/health`, { signal })).ok,
        graceMs: NODE_GRACE_MS,
        signal,
      }),
    ({ url }) => url,
  );
  return node.url;
}
