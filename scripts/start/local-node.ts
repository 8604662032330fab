import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { toHex } from 'viem';
import { runCommand } from '../products/run-command.ts';
import { writeAtomic } from '../services/write-atomic.ts';
import { accountOf } from './accounts.ts';
import { startNode, type ServiceContext } from './local-services.ts';

/** How often it asks the chain, which mines at once. */
const POLL_MS = 250;

/**
 * Registers the compute node with its stake, unless it is, and starts it.
 *
 * @param openVinoDir OpenVINO's libraries, where they could be had
 * @returns its address
 */
export async function startLocalNode(
  context: ServiceContext,
  urls: { rpcUrl: string; contentUrl: string },
  openVinoDir: string | undefined,
  signal: AbortSignal,
): Promise<string> {
  const { settings, progress } = context;
  const folder = join(settings.localDir, 'node');
  const configFile = join(folder, 'node.json');
  await mkdir(folder, { recursive: true });
  await writeAtomic(
    configFile,
    `${JSON.stringify({ ...nodeConfig(context, folder, urls), openVinoDir }, null, 2)}\n`,
  );
  const cli = join(settings.root, 'compute-node/src/cli.ts');
  // The key of a public mnemonic; still by the environment, as an operator would.
  const env = { CULTIVAR_NODE_PRIVATE_KEY: toHex(accountOf('node').getHdKey().privateKey!) };

  const step = progress.step('Node stake');
  try {
    const output = await runCommand(process.execPath, [cli, 'register', '--config', configFile], {
      cwd: folder,
      env,
      signal,
    });
    step.done(output.includes('"changed":true') ? 'registered' : 'registered before');
  } catch (error) {
    step.fail('not registered');
    throw error;
  }
  return startNode(context, [cli, 'start', '--config', configFile], env);
}

function nodeConfig(
  { settings: { ports, localDir } }: ServiceContext,
  folder: string,
  { rpcUrl, contentUrl }: { rpcUrl: string; contentUrl: string },
) {
  return {
    dir: folder,
    deployment: join(localDir, 'deployment.json'),
    rpcUrl,
    content: {
      backend: 'gateway',
      dir: join(folder, 'content'),
      sources: [contentUrl],
      publishTo: contentUrl,
    },
    gatewayUrl: contentUrl,
    name: 'Local node',
    port: ports.node,
    pollMs: POLL_MS,
  };
}
