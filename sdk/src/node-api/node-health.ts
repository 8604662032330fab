import { z } from 'zod';

const check = z.object({ ok: z.boolean(), detail: z.string() });

/** `GET /health`: 200 when every check is ok, 503 otherwise; the body is the same. */
export const nodeHealthSchema = z.object({
  ok: z.boolean(),
  version: z.string(),
  uptimeMs: z.number().int().nonnegative(),
  checks: z.object({ chain: check, journal: check, content: check, trainer: check }),
});

/** How a node is. */
export type NodeHealth = z.infer<typeof nodeHealthSchema>;
