import { z } from 'zod';
import { commonFields } from './common.ts';
import { bytes32 } from './fields.ts';

/** What a compute node says about itself. */
export const nodeManifestSchema = z.strictObject({
  ...commonFields,
  kind: z.literal('node'),
  node: z.strictObject({
    endpoint: z.url().max(500),
    /** Trustless gateway that serves what the node stores. */
    gateway: z.url().max(500),
    hardware: z.strictObject({
      cpu: z.string().max(120),
      threads: z.number().int().positive(),
      memoryBytes: z.number().int().positive(),
      gpu: z.string().max(120).optional(),
    }),
    /** X25519 public key to which private inputs are encrypted. */
    encryptionKey: bytes32,
    classes: z.array(z.string().min(1).max(160)).min(1).max(16),
    region: z.string().max(64).optional(),
  }),
});

/** A node's manifest. */
export type NodeManifest = z.infer<typeof nodeManifestSchema>;
