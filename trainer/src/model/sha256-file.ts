import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { Hex } from '@cultivar/sdk/spec';

/** sha256 of a file's bytes, read as a stream. */
export async function sha256File(path: string): Promise<Hex> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk as Buffer);
  return `0x${hash.digest('hex')}`;
}
