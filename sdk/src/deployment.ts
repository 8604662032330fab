import { getAddress } from 'viem';
import { z } from 'zod';

const address = z
  .string()
  .regex(/^0x[0-9a-fA-F]{40}$/, 'an account of 20 bytes in hex')
  .transform((text) => getAddress(text));

/** Shape of {@link Deployment}, for what comes from a file or over the network. */
export const deploymentSchema = z.object({
  chainId: z.number().int().positive(),
  startBlock: z.number().int().nonnegative(),
  addresses: z.object({
    accessManager: address,
    assetRegistry: address,
    licenseMarket: address,
    treasury: address,
    nodeRegistry: address,
    jobEscrow: address,
    disputes: address,
  }),
});

/** Where the contracts are on a chain. */
export type Deployment = z.output<typeof deploymentSchema>;
