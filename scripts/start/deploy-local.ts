import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deploymentSchema, type Deployment } from '@cultivar/sdk';
import { nodeRegistryAbi } from '@cultivar/sdk/abi';
import { classId } from '@cultivar/sdk/spec';
import { deployProtocol } from '../deploy/deploy-protocol.ts';
import { localnetParameters } from '../deploy/parameters/localnet.ts';
import { readArtifacts } from '../deploy/read-artifacts.ts';
import { jsonRpc } from '../services/json-rpc.ts';
import { writeAtomic } from '../services/write-atomic.ts';
import type { LocalClients } from './accounts.ts';
import { mined } from './mined.ts';

/** `INodeRegistry.ClassStatus`: a class with too few nodes for a jury. */
const PROVISIONAL = 2;

/**
 * The contracts on the local chain: those of an earlier run, or a new deployment on an empty chain.
 *
 * @param classNames the determinism classes that the local node trains in; opened when the chain does not know them
 */
export async function deployLocal(options: {
  root: string;
  localDir: string;
  rpcUrl: string;
  clients: LocalClients;
  classNames: readonly string[];
}): Promise<{ deployment: Deployment; isNew: boolean }> {
  const { root, localDir, rpcUrl, clients, classNames } = options;
  const file = join(localDir, 'deployment.json');
  const known = await readDeployment(file);
  if (known && (await isDeployed(clients, known))) {
    for (const className of classNames) await openClass(clients, known, className);
    return { deployment: known, isNew: false };
  }
  // What a run that was killed in the middle of a deployment has left is of no use to anybody.
  const nonce = await clients.reader.getTransactionCount({ address: clients.deployer.account.address });
  if (nonce > 0) await jsonRpc(rpcUrl, 'anvil_reset', []);
  const deployment = await deployProtocol({
    walletClient: clients.deployer,
    publicClient: clients.reader,
    artifacts: await readArtifacts(root),
    parameters: localnetParameters(classNames),
  });
  await writeAtomic(file, `${JSON.stringify(deployment, null, 2)}\n`);
  return { deployment, isNew: true };
}

async function readDeployment(file: string): Promise<Deployment | undefined> {
  if (!existsSync(file)) return undefined;
  return deploymentSchema.parse(JSON.parse(await readFile(file, 'utf8')));
}

async function isDeployed({ reader }: LocalClients, { addresses }: Deployment): Promise<boolean> {
  return (await reader.getCode({ address: addresses.jobEscrow })) !== undefined;
}

/** A newer trainer trains in a class of its own, which the older deployment has not heard of. */
async function openClass(clients: LocalClients, { addresses }: Deployment, className: string): Promise<void> {
  const registry = { address: addresses.nodeRegistry, abi: nodeRegistryAbi };
  const id = classId(className);
  const status = await clients.reader.readContract({ ...registry, functionName: 'statusOf', args: [id] });
  if (status !== 0) return;
  const sent = clients.deployer.writeContract({
    ...registry,
    functionName: 'setClassStatus',
    args: [id, PROVISIONAL],
  });
  await mined(clients.reader, 'opening the class', sent);
}
