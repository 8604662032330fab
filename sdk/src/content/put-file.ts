import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { fileCid } from '../spec/file-cid.ts';
import type { Hex } from '../spec/hex.ts';
import type { ContentSource } from './content-request.ts';
import { putContent } from './put-content.ts';
import type { OnBytes } from './read-capped.ts';

/** A file as it is stored: three of the fields its manifest entry needs. */
export type StoredFile = { cid: string; size: number; sha256: Hex };

/** Which file to store. */
export type PutFileParameters = {
  /** In a browser a `File`; in Node what `fs.openAsBlob` gives. It is read twice, never held whole. */
  file: Blob;
  /** Told how many bytes have been hashed. */
  onBytes?: OnBytes;
  signal?: AbortSignal;
};

/**
 * Computes a file's CID and sha256 here, then stores it under that name.
 *
 * @throws ContentError `refused` when the store finds other bytes than we did, or `unreachable`.
 */
export async function putFile(
  source: ContentSource,
  { file, onBytes, signal }: PutFileParameters,
): Promise<StoredFile> {
  const hash = sha256.create();
  const { cid, size } = await fileCid(
    observed(chunksOf(file), (chunk, total) => {
      signal?.throwIfAborted();
      hash.update(chunk);
      onBytes?.(total);
    }),
  );
  await putContent(source, cid, file, signal);
  return { cid, size, sha256: `0x${bytesToHex(hash.digest())}` };
}

async function* observed(
  chunks: AsyncIterable<Uint8Array>,
  see: (chunk: Uint8Array, totalBytes: number) => void,
): AsyncIterable<Uint8Array> {
  let totalBytes = 0;
  for await (const chunk of chunks) {
    totalBytes += chunk.byteLength;
    see(chunk, totalBytes);
    yield chunk;
  }
}

const SLICE_BYTES = 1_048_576;

/** Slices, because not every browser can iterate a stream. */
async function* chunksOf(file: Blob): AsyncIterable<Uint8Array> {
  for (let at = 0; at < file.size; at += SLICE_BYTES) {
    yield new Uint8Array(await file.slice(at, at + SLICE_BYTES).arrayBuffer());
  }
}
