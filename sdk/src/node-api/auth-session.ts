import { z } from 'zod';

/** Answer of `POST /auth/verify`: send `token` as `Authorization: Bearer …`. */
export const authSessionSchema = z.object({
  token: z.string(),
  /** `0x…` for siwe, SS58 for siws. */
  account: z.string(),
  scheme: z.enum(['siwe', 'siws']),
  /** Milliseconds since the Unix epoch. */
  expiresAtMs: z.number().int().positive(),
});

/** A signed-in session. */
export type AuthSession = z.infer<typeof authSessionSchema>;
