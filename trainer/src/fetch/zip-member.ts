import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { createInflateRaw } from 'node:zlib';
import { Miss } from './miss.ts';

const END_OF_DIRECTORY = 0x0605_4b50;
const DIRECTORY_ENTRY = 0x0201_4b50;
const LOCAL_HEADER = 0x0403_4b50;
const MAX_DIRECTORY_BYTES = 16 << 20;
const STORED = 0;
const DEFLATED = 8;

/**
 * One file of a zip archive (APPNOTE 6.3, without zip64 and encryption), unpacked as it is read.
 *
 * @throws Miss when the archive is broken or has no such member.
 */
export async function zipMember(archive: string, member: string): Promise<AsyncIterable<Uint8Array>> {
  const handle = await open(archive, 'r');
  try {
    const entry = await findEntry(handle, member);
    const local = await bytesAt(handle, entry.offset, 30);
    if (local.readUInt32LE(0) !== LOCAL_HEADER) throw new Miss('its archive is broken');
    const start = entry.offset + 30 + local.readUInt16LE(26) + local.readUInt16LE(28);
    const packed = createReadStream(archive, {
      start,
      end: start + entry.packedBytes - 1,
      highWaterMark: 1 << 18,
    });
    if (entry.method === STORED) return packed;
    if (entry.method !== DEFLATED) throw new Miss(`its archive packs ${member} by method ${entry.method}`);
    const inflate = createInflateRaw({ chunkSize: 1 << 18 });
    packed.once('error', (error) => inflate.destroy(error));
    return packed.pipe(inflate);
  } finally {
    await handle.close();
  }
}

async function findEntry(handle: FileHandle, member: string) {
  const directory = await readDirectory(handle);
  for (let at = 0; at + 46 <= directory.length;) {
    if (directory.readUInt32LE(at) !== DIRECTORY_ENTRY) break;
    const nameBytes = directory.readUInt16LE(at + 28);
    if (directory.toString('utf8', at + 46, at + 46 + nameBytes) === member) {
      return {
        method: directory.readUInt16LE(at + 10),
        packedBytes: directory.readUInt32LE(at + 20),
        offset: directory.readUInt32LE(at + 42),
      };
    }
    at += 46 + nameBytes + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  throw new Miss(`its archive holds no ${member}`);
}

/** The central directory, found by the record that ends the file (before a comment of up to 64 KiB). */
async function readDirectory(handle: FileHandle): Promise<Buffer> {
  const { size } = await handle.stat();
  const tailBytes = Math.min(size, 22 + 65_535);
  const tail = await bytesAt(handle, size - tailBytes, tailBytes);
  for (let at = tail.length - 22; at >= 0; at--) {
    if (tail.readUInt32LE(at) !== END_OF_DIRECTORY) continue;
    const bytes = tail.readUInt32LE(at + 12);
    const offset = tail.readUInt32LE(at + 16);
    if (bytes > MAX_DIRECTORY_BYTES || offset + bytes > size) break;
    return bytesAt(handle, offset, bytes);
  }
  throw new Miss('its archive is broken');
}

async function bytesAt(handle: FileHandle, offset: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, offset);
  if (bytesRead < length) throw new Miss('its archive is cut off');
  return buffer;
}
