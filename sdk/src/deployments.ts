import type { Deployment } from './deployment.ts';

/**
 * Where the contracts are on the chains that everybody shares, by chain id. Those of the local chain (41337) follow
 * from its deployer's first seven transactions and are the same on every machine.
 */
export const DEPLOYMENTS: Readonly<Record<number, Deployment>> = {
  41337: {
    chainId: 41337,
    startBlock: 1,
    addresses: {
      accessManager: '0x5FbDB2315678afecb367f032d93F642f64180aa3',
      assetRegistry: '0xe7f1725E7734CE288F8367e1Bb143E90bb3F0512',
      licenseMarket: '0x9fE46736679d2D9a65F0992F2272dE9f3c7fa6e0',
      treasury: '0xCf7Ed3AccA5a467e9e704C703E8D87F634fB0Fc9',
      nodeRegistry: '0xDc64a140Aa3E981100a9becA4E685f962f0cF6C9',
      jobEscrow: '0x5FC8d32690cc91D4c39d9d3abcBD16989F875707',
      disputes: '0x0165878A594ca255338adfa4d48449f69242Eb8F',
    },
  },
};
