import { z } from 'zod';

/**
 * `POST /auth/verify`, body. `siwe`: an EIP-4361 message signed by personal_sign. `siws`: the same text with
 * "… wants you to sign in with your Polkadot account:" signed by signRaw, which wraps it in `<Bytes>…</Bytes>`.
 */
export const authVerifySchema = z.discriminatedUnion('scheme', [
  z.strictObject({
    scheme: z.literal('siwe'),
    message: z.string().min(1).max(4_000),
    signature: z.string().regex(/^0x[0-9a-fA-F]{2,8192}$/),
  }),
  z.strictObject({
    scheme: z.literal('siws'),
    message: z.string().min(1).max(4_000),
    signature: z.string().regex(/^0x[0-9a-fA-F]{128,132}$/),
    /** SS58 address of the signer. */
    address: z.string().min(40).max(64),
  }),
]);

/** A signed sign-in message. */
export type AuthVerify = z.infer<typeof authVerifySchema>;
