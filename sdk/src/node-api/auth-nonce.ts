import { z } from 'zod';

/** `GET /auth/nonce`: what a sign-in message must contain. Single use. */
export const authNonceSchema = z.object({
  nonce: z.string().regex(/^[a-zA-Z0-9]{16,96}$/),
  /** Milliseconds since the Unix epoch after which the nonce is refused. */
  expiresAtMs: z.number().int().positive(),
  /** The `domain` and `chainId` the message must name. */
  domain: z.string(),
  chainId: z.number().int().positive(),
});

/** A sign-in nonce. */
export type AuthNonce = z.infer<typeof authNonceSchema>;
