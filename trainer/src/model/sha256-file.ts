import { disk } from '#disk';
import { createSha256 } from '#sha256';
import type { Hex } from '@cultivar/sdk/spec';
import { toHex } from '../hash/to-hex.ts';

/** sha256 of a file's bytes, read as a stream. */
export async function sha256File(path: string): Promise<Hex> {
  const hash = createSha256();
  for await (const piece of disk.stream(path)) hash.update(piece);
  return toHex(hash.digest());
}
