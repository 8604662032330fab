import { deploymentSchema } from '@cultivar/sdk';
import { pythonEngineSchema } from '@cultivar/trainer';
import { z } from 'zod';

const wei = z
  .union([z.string().regex(/^\d{1,30}$/, 'an amount in wei as decimal text'), z.number().int().nonnegative()])
  .transform((amount) => BigInt(amount));
const url = z.url({ protocol: /^https?$/ }).max(500);
const port = z.coerce.number().int().min(0).max(65_535);

/** Where content comes from and goes to. */
const contentSchema = z.discriminatedUnion('backend', [
  z.strictObject({ backend: z.literal('embedded'), dir: z.string().min(1) }),
  z.strictObject({
    backend: z.literal('gateway'),
    /** Verified blocks are kept here. */
    dir: z.string().min(1),
    sources: z.array(url).min(1).max(16),
    /** Gateway that takes uploads. */
    publishTo: url.optional(),
  }),
  z.strictObject({ backend: z.literal('kubo'), url }),
]);

/** A node's configuration: from a file, then the environment, then flags, the later one wins. */
export const nodeConfigSchema = z.strictObject({
  /** Folder of the node's own: journal, keys, inputs, runs. */
  dir: z.string().min(1),
  /** Where the contracts are. */
  deployment: deploymentSchema,
  rpcUrl: url,
  /** The wallet. Better in the environment (CULTIVAR_NODE_PRIVATE_KEY) than in a file. */
  privateKey: z
    .string()
    .regex(/^0x[0-9a-fA-F]{64}$/, 'a private key of 32 bytes in hex')
    .transform((text) => text as `0x${string}`),
  content: contentSchema,
  name: z.string().min(1).max(120).default('Cultivar node'),
  region: z.string().max(64).optional(),
  host: z.string().default('127.0.0.1'),
  port: port.default(8484),
  /** How users reach the API. Default: http://<host>:<port>. */
  publicUrl: url.optional(),
  /** Trustless gateway that serves what the node stores. */
  gatewayUrl: url,
  /** Origins of pages that may do more than read, besides pages of this machine. */
  origins: z.array(z.string()).max(64).default([]),
  requestsPerMinute: z.coerce.number().int().positive().default(1_200),
  minPriceWei: wei.default(1n),
  stakeWei: wei.optional(),
  /** Blocks on top of one before what it says counts. */
  finalityDepth: z.coerce.number().int().min(0).max(10_000).default(0),
  pollMs: z.coerce.number().int().min(50).max(60_000).default(1_000),
  stuckMs: z.coerce.number().int().min(1_000).default(30_000),
  /** Mint results for their requesters after settlement. */
  mint: z.stringbool().or(z.boolean()).default(true),
  threads: z.coerce.number().int().positive().max(256).optional(),
  /** Folder of OpenVINO's libraries, for the faster classes; absent: the node trains on `ort-cpu` alone. */
  openVinoDir: z.string().min(1).optional(),
  /** Where the Python engine lies: it does the jobs of its class and of `tolerance`. Absent: none. */
  python: pythonEngineSchema.optional(),
  maxInputBytes: z.coerce
    .number()
    .int()
    .positive()
    .default(20 * 1024 ** 3),
  maxSteps: z.coerce.number().int().positive().default(100_000),
  maxSequenceLength: z.coerce.number().int().positive().default(8_192),
  logLevel: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
});

/** A node's checked configuration. */
export type NodeConfig = z.output<typeof nodeConfigSchema>;
/** A node's configuration as it may be written, defaults left out. */
export type NodeConfigInput = z.input<typeof nodeConfigSchema>;
