import { z } from 'zod';
import { bytes32, cid, fileName } from './fields.ts';

/** One file of an asset: how it is called, where it is, and what its bytes must hash to. */
export const fileEntrySchema = z.strictObject({
  name: fileName,
  cid,
  /** Bytes of the plaintext. */
  size: z.number().int().nonnegative(),
  mediaType: z.string().min(1).max(100),
  /** sha256 of the plaintext. */
  sha256: bytes32,
  /** Where the stored bytes are encrypted (age format): sha256 of the ciphertext. */
  ciphertextSha256: bytes32.optional(),
});

/** One file of an asset. */
export type FileEntry = z.infer<typeof fileEntrySchema>;
