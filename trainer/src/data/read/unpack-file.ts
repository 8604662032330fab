import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import { DataError } from '../data-error.ts';
import type { DataCompression } from './data-compression.ts';
import type { DataFile } from './data-file.ts';
import { limitExpansion } from './limit-expansion.ts';

const CHUNK_BYTES = 1 << 18;

/**
 * The unpacked bytes of a file on disk.
 *
 * @throws DataError `file` when it is cut off or broken, `too_large` for a bomb.
 */
export async function* unpackFile(
  { name, path }: DataFile,
  compression: DataCompression,
): AsyncGenerator<Uint8Array> {
  const packed = createReadStream(path, { highWaterMark: CHUNK_BYTES });
  const unpacked = compression === 'gzip' ? createGunzip({ chunkSize: CHUNK_BYTES }) : zstd();
  // Errors of either end the iteration below; the callback is there so that none goes unheard.
  pipeline(packed, unpacked, () => undefined);
  try {
    yield* limitExpansion(name, unpacked as AsyncIterable<Uint8Array>, () => packed.bytesRead);
  } catch (error) {
    if (error instanceof DataError) throw error;
    throw new DataError('file', name, null, `is no whole ${compression} (${(error as Error).message})`);
  } finally {
    unpacked.destroy();
    packed.destroy();
  }
}

function zstd() {
  return createZstdDecompress({ chunkSize: CHUNK_BYTES });
}
