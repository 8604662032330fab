import { z } from 'zod';

const address = z
  .string()
  .regex(/^0x[0-9a-fA-F]{40}$/, 'an address of 20 bytes in hex')
  .transform((text) => text as `0x${string}`);

/** What `/cultivar.json` holds: which chain, index, content gateway and node this copy of the dApp speaks to. */
export const configSchema = z.strictObject({
  chainId: z.number().int().positive(),
  chainName: z.string().min(1).max(60),
  rpcUrl: z.url(),
  graphqlUrl: z.url(),
  contentUrl: z.url(),
  nodeUrl: z.url(),
  addresses: z.strictObject({
    accessManager: address,
    assetRegistry: address,
    licenseMarket: address,
    treasury: address,
    nodeRegistry: address,
    jobEscrow: address,
  }),
  /** Block of the deployment, where history begins. */
  startBlock: z.number().int().nonnegative(),
  /** Whether the chain hands out play money on request. Only the local chain does. */
  faucet: z.boolean(),
  /** Without it only wallets that announce themselves in the page are offered. */
  walletConnectProjectId: z.string().min(1).optional(),
  /** WebSocket of the same chain's Substrate side, where it has pallet-revive: polkadot.js accounts can send. */
  reviveUrl: z.url({ protocol: /^wss?$/ }).optional(),
});

/** The dApp's run-time configuration. */
export type Config = z.output<typeof configSchema>;
