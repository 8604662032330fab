import { join } from 'node:path';
import type { Deployment } from '@cultivar/sdk';
import type { LocalClients } from './accounts.ts';
import { startNode, type ServiceContext } from './local-services.ts';

export async function startLocalNode(
  context: ServiceContext,
  options: { deployment: Deployment; clients: LocalClients; rpcUrl: string; contentUrl: string },
): Promise<string> {
  const { root } = context.settings;
  return startNode(context, [join(root, 'compute-node/src/cli.ts'), 'start'], {});
}
