import { z } from 'zod';
import { account, bytes32, spdx, uintText } from './fields.ts';
import { fileEntrySchema } from './file-entry.ts';

/** An asset that another one was made from. */
export const parentSchema = z.strictObject({
  role: z.enum(['base', 'dataset', 'teacher', 'source']),
  /** `<chainId>:<assetId>` where the parent is registered. */
  asset: z.string().regex(/^[1-9][0-9]*:[1-9][0-9]*$/, 'an asset id of the form chainId:assetId'),
  manifest: bytes32,
});

/** The job whose result an asset is. */
export const provenanceSchema = z.strictObject({
  chainId: z.number().int().positive(),
  escrow: account,
  jobId: uintText,
});

/** What every manifest has, whatever its kind. */
export const commonFields = {
  /** Version of the manifest schema. */
  cultivar: z.literal(1),
  name: z.string().trim().min(1).max(120),
  /** One sentence for a card. */
  summary: z.string().max(280).optional(),
  creator: account,
  license: spdx,
  files: z.array(fileEntrySchema).max(512),
  /** A model or dataset card: Markdown, shown only after sanitising. */
  card: z.string().max(100_000).optional(),
  tags: z.array(z.string().min(1).max(32)).max(16).optional(),
  parents: z.array(parentSchema).max(4).optional(),
  source: z.url().max(500).optional(),
} as const;
