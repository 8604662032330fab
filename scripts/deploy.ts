import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createPublicClient, createWalletClient, defineChain, http } from 'viem';
import type { Hex } from 'viem';
import { privateKeyToAccount } from 'viem/accounts';
import { deployProtocol } from './deploy/deploy-protocol.ts';
import { networkOf } from './deploy/network-of.ts';
import { readArtifacts } from './deploy/read-artifacts.ts';
import { writeVerification } from './deploy/write-verification.ts';
import { buildIfStale } from './products/build-if-stale.ts';
import { CONTRACTS } from './products/products.ts';
import { writeAtomic } from './services/write-atomic.ts';

// npm run deploy -- <network>: deploys the protocol to a public network, and writes where it is and what a block
// explorer needs to verify it. CULTIVAR_RPC_URL and CULTIVAR_DEPLOYER_KEY say how; CULTIVAR_GOVERNOR and
// CULTIVAR_GUARDIAN whom it is handed to.
const root = join(import.meta.dirname, '..');
try {
  const { name, parameters, rpcUrl, key } = networkOf(process.argv.slice(2), process.env);
  await buildIfStale(CONTRACTS, { root });
  const artifacts = await readArtifacts(root);
  const { publicClient, walletClient } = await clientsOf(name, rpcUrl, key);
  const deployment = await deployProtocol({ walletClient, publicClient, artifacts, parameters });

  const folder = join(root, '.cultivar', 'deployments', String(deployment.chainId));
  await mkdir(folder, { recursive: true });
  await writeAtomic(join(folder, 'deployment.json'), `${JSON.stringify(deployment, null, 2)}\n`);
  const admin = walletClient.account.address;
  await writeVerification({ root, folder: join(folder, 'verification'), artifacts, deployment, admin });
  console.log(`deployed to ${name}: ${join(folder, 'deployment.json')}`);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}

async function clientsOf(name: string, rpcUrl: string, key: Hex) {
  const transport = http(rpcUrl);
  const publicClient = createPublicClient({ transport });
  const chain = defineChain({
    id: await publicClient.getChainId(),
    name,
    nativeCurrency: { name: 'Native', symbol: 'NATIVE', decimals: 18 },
    rpcUrls: { default: { http: [rpcUrl] } },
  });
  const account = privateKeyToAccount(key);
  return { publicClient, walletClient: createWalletClient({ account, chain, transport }) };
}
