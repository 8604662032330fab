import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import type { Gunzip, ZstdDecompress } from 'node:zlib';
import { DataError } from '../data-error.ts';
import type { DataCompression } from './data-compression.ts';
import type { DataFile } from './data-file.ts';
import { limitExpansion } from './limit-expansion.ts';

const CHUNK_BYTES = 1 << 18;

/** Frames of zstd that any file may have, and one more for so many packed bytes: writers part files by megabytes. */
const FREE_FRAMES = 64;
const FRAME_BYTES = 1 << 10;

/**
 * The unpacked bytes of a file on disk, of all members or frames that it is made of.
 *
 * @throws DataError `file` when it is cut off or broken, `too_large` for a bomb.
 */
export async function* unpackFile(file: DataFile, compression: DataCompression): AsyncGenerator<Uint8Array> {
  const { name, path } = file;
  const progress = { packedBytes: 0 };
  const chunks = compression === 'gzip' ? gunzipped(path, progress) : zstdFrames(file, progress);
  try {
    yield* limitExpansion(name, chunks, () => progress.packedBytes);
  } catch (error) {
    if (error instanceof DataError) throw error;
    throw new DataError('file', name, null, `is no whole ${compression} (${(error as Error).message})`);
  }
}

type Progress = { packedBytes: number };

function gunzipped(path: string, progress: Progress): AsyncGenerator<Uint8Array> {
  return unpacked(path, 0, createGunzip({ chunkSize: CHUNK_BYTES }), (read) => (progress.packedBytes = read));
}

/** Node's decompressor ends with the first frame, and says how far that went. */
async function* zstdFrames({ name, path }: DataFile, progress: Progress): AsyncGenerator<Uint8Array> {
  const { size } = await stat(path);
  let start = 0;
  for (let frames = 0; start < size; frames++) {
    if (frames > FREE_FRAMES + start / FRAME_BYTES)
      throw new DataError('too_large', name, null, `is made of ${frames} frames in its first ${start} bytes`);
    const frame = createZstdDecompress({ chunkSize: CHUNK_BYTES });
    const before = start;
    yield* unpacked(path, start, frame, (read) => (progress.packedBytes = before + read));
    start += frame.bytesWritten;
  }
}

async function* unpacked(
  path: string,
  start: number,
  unpack: Gunzip | ZstdDecompress,
  onRead: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  const packed = createReadStream(path, { start, highWaterMark: CHUNK_BYTES });
  // Errors of either end the iteration below; the callback is there so that none goes unheard.
  pipeline(packed, unpack, () => undefined);
  try {
    for await (const chunk of unpack as AsyncIterable<Uint8Array>) {
      onRead(packed.bytesRead);
      yield chunk;
    }
  } finally {
    unpack.destroy();
    packed.destroy();
  }
}
