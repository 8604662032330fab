import { z } from 'zod';

/** What both generation endpoints take. */
export const samplingFields = {
  /** `<chainId>:<assetId>` of a base model or an adapter. */
  model: z.string().regex(/^[1-9][0-9]{0,15}:[1-9][0-9]{0,77}$/, 'a model id of the form chainId:assetId'),
  stream: z.boolean().default(false),
  stream_options: z.object({ include_usage: z.boolean().optional() }).optional(),
  max_tokens: z.number().int().min(1).max(4096).default(256),
  temperature: z.number().min(0).max(2).default(0.7),
  top_p: z.number().gt(0).max(1).default(1),
  seed: z.number().int().min(0).max(0xffff_ffff).optional(),
  stop: z
    .union([z.string().min(1).max(64), z.array(z.string().min(1).max(64)).max(4)])
    .transform((stop) => (typeof stop === 'string' ? [stop] : stop))
    .optional(),
  user: z.string().max(128).optional(),
} as const;
