import { z } from 'zod/mini';

const address = z.pipe(
  z.string().check(z.regex(/^0x[0-9a-fA-F]{40}$/, 'an address of 20 bytes in hex')),
  z.transform((text) => text as `0x${string}`),
);

/** What `/cultivar.json` holds: which chain, index, content gateway and node this copy of the dApp speaks to. */
export const configSchema = z.strictObject({
  chainId: z.int().check(z.positive()),
  chainName: z.string().check(z.minLength(1), z.maxLength(60)),
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
    disputes: address,
  }),
  /** Block of the deployment, where history begins. */
  startBlock: z.int().check(z.nonnegative()),
  /** Whether the chain hands out play money on request. Only the local chain does. */
  faucet: z.boolean(),
  /** Without it only wallets that announce themselves in the page are offered. */
  walletConnectProjectId: z.optional(z.string().check(z.minLength(1))),
  /** WebSocket of the same chain's Substrate side, where it has pallet-revive: polkadot.js accounts can send. */
  reviveUrl: z.optional(z.url({ protocol: /^wss?$/ })),
});

/** The dApp's run-time configuration. */
export type Config = z.output<typeof configSchema>;
