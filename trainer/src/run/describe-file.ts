import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { fileCid } from '@cultivar/sdk/spec';
import type { FileEntry } from '@cultivar/sdk/spec';

/** A file as a manifest lists it. */
export async function describeFile(path: string, name: string, mediaType: string): Promise<FileEntry> {
  const hash = createHash('sha256');
  const content = (async function* () {
    for await (const chunk of createReadStream(path)) {
      hash.update(chunk as Buffer);
      yield chunk as Uint8Array;
    }
  })();
  const { cid, size } = await fileCid(content);
  return { name, cid, size, mediaType, sha256: `0x${hash.digest('hex')}` };
}
