import { disk } from '#disk';
import { createSha256 } from '#sha256';
import { fileCid } from '@cultivar/sdk/spec';
import type { FileEntry } from '@cultivar/sdk/spec';
import { toHex } from '../hash/to-hex.ts';

/** A file as a manifest lists it. */
export async function describeFile(path: string, name: string, mediaType: string): Promise<FileEntry> {
  const hash = createSha256();
  const content = (async function* () {
    for await (const piece of disk.stream(path)) {
      hash.update(piece);
      yield piece;
    }
  })();
  const { cid, size } = await fileCid(content);
  return { name, cid, size, mediaType, sha256: toHex(hash.digest()) };
}
