import type { FileEntry } from '../spec/manifest/file-entry.ts';
import { sha256 } from '../spec/sha256.ts';
import { ContentError } from './content-error.ts';
import { contentRequest } from './content-request.ts';
import type { ContentSource } from './content-request.ts';
import { readCapped } from './read-capped.ts';
import type { OnBytes } from './read-capped.ts';

/** Which file to get. */
export type GetFileParameters = {
  /** The file as its manifest lists it. */
  file: Pick<FileEntry, 'cid' | 'size' | 'sha256' | 'ciphertextSha256'>;
  /** Told how many bytes have come. */
  onBytes?: OnBytes;
  signal?: AbortSignal;
};

/** What age adds to a plaintext: a header, and a tag for every 64 KiB. */
const ENCRYPTION_OVERHEAD = { headerBytes: 65_536, chunkBytes: 65_536, tagBytes: 16 };

/**
 * Gets a file of a manifest whole and checks size and sha256 before a byte is handed out.
 * An encrypted file comes as it is stored, checked against its ciphertext's digest.
 *
 * @throws ContentError `mismatch`, `too-large`, `missing`, `refused` or `unreachable`.
 */
export async function getFile(
  source: ContentSource,
  { file, onBytes, signal }: GetFileParameters,
): Promise<Uint8Array> {
  const { cid } = file;
  const encrypted = file.ciphertextSha256 !== undefined;
  const limitBytes = encrypted ? encryptedSizeLimit(file.size) : file.size;
  const response = await contentRequest(source, `ipfs/${cid}`, cid, { ...(signal && { signal }) });
  const bytes = await readCapped(response.body, cid, limitBytes, onBytes);
  if (!encrypted && bytes.byteLength !== file.size) {
    throw mismatch(cid, 'size', String(file.size), String(bytes.byteLength));
  }
  const expected = file.ciphertextSha256 ?? file.sha256;
  const actual = sha256(bytes);
  if (actual !== expected) throw mismatch(cid, 'sha256', expected, actual);
  return bytes;
}

function encryptedSizeLimit(plaintextBytes: number): number {
  const { headerBytes, chunkBytes, tagBytes } = ENCRYPTION_OVERHEAD;
  return plaintextBytes + headerBytes + (Math.ceil(plaintextBytes / chunkBytes) + 1) * tagBytes;
}

function mismatch(cid: string, field: 'size' | 'sha256', expected: string, actual: string): ContentError {
  return new ContentError({ code: 'mismatch', cid, field, expected, actual });
}
