import type { FileHandle } from 'node:fs/promises';
import type { AsyncBuffer } from 'hyparquet';

/** An open file as the Parquet reader reads it. */
export async function fileBuffer(handle: FileHandle): Promise<AsyncBuffer> {
  const { size } = await handle.stat();
  return {
    byteLength: size,
    slice(start, end = size) {
      const bytes = readRange(handle, start < 0 ? size + start : start, end, size);
      // The reader asks ahead and, having failed elsewhere, leaves such promises alone.
      bytes.catch(() => undefined);
      return bytes;
    },
  };
}

async function readRange(handle: FileHandle, from: number, end: number, size: number): Promise<ArrayBuffer> {
  if (!(from >= 0 && end >= from && end <= size)) throw new RangeError(`bytes ${from} to ${end} of ${size}`);
  const bytes = new Uint8Array(end - from);
  for (let done = 0; done < bytes.length;) {
    const { bytesRead } = await handle.read(bytes, done, bytes.length - done, from + done);
    if (bytesRead === 0) throw new RangeError('the file became shorter');
    done += bytesRead;
  }
  return bytes.buffer;
}
