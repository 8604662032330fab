import { z } from 'zod';

/** `GET /v1/models`, in OpenAI's shape with three fields of ours. */
export const servedModelListSchema = z.object({
  object: z.literal('list'),
  data: z.array(
    z.object({
      /** `<chainId>:<assetId>`. */
      id: z.string(),
      object: z.literal('model'),
      /** Seconds since the Unix epoch. */
      created: z.number().int().nonnegative(),
      owned_by: z.string(),
      name: z.string(),
      kind: z.enum(['model', 'adapter']),
      /** `<chainId>:<assetId>` of the base; only for an adapter. */
      base: z.string().optional(),
    }),
  ),
});

/** The models a node serves. */
export type ServedModelList = z.infer<typeof servedModelListSchema>;
