import { open } from 'node:fs/promises';
import { ModelFileError } from './model-file-error.ts';
import { requireRange } from './require-range.ts';

/** A file read in ranges, never whole. */
export type RandomAccessFile = {
  /** The file's name as it was given, for messages. */
  name: string;
  size: number;
  /**
   * Exactly `length` bytes from `offset`.
   *
   * @param into Memory that they may lie in until it is used again; absent: memory of their own.
   * @throws ModelFileError `truncated`.
   */
  read(offset: number, length: number, into?: ArrayBuffer): Promise<Uint8Array<ArrayBuffer>>;
  close(): Promise<void>;
};

/** Opens `path` for reading in ranges. @throws ModelFileError `missing` when there is no such file. */
export async function openRandomAccessFile(name: string, path: string): Promise<RandomAccessFile> {
  const handle = await open(path, 'r').catch((cause: NodeJS.ErrnoException) => {
    throw new ModelFileError('missing', name, `cannot be opened (${cause.code ?? cause.message})`);
  });
  const found = await handle.stat();
  if (!found.isFile()) {
    await handle.close();
    throw new ModelFileError('missing', name, 'is a folder, not a file');
  }
  const { size } = found;
  return {
    name,
    size,
    async read(offset, length, into) {
      requireRange({ name, size }, offset, length);
      const bytes = new Uint8Array(into ?? new ArrayBuffer(length), 0, length);
      for (let done = 0; done < length;) {
        const { bytesRead } = await handle.read(bytes, done, length - done, offset + done);
        if (bytesRead === 0) throw new ModelFileError('truncated', name, 'became shorter while it was read');
        done += bytesRead;
      }
      return bytes;
    },
    close: () => handle.close(),
  };
}
