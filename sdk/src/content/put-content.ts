import { contentRequest } from './content-request.ts';
import type { ContentSource } from './content-request.ts';

/** Hands the store bytes under a CID that we computed; it hashes them again and refuses what differs. */
export async function putContent(
  source: ContentSource,
  cid: string,
  body: Uint8Array | Blob,
  signal?: AbortSignal,
): Promise<void> {
  const response = await contentRequest(source, `content/${cid}`, cid, {
    method: 'PUT',
    headers: { 'content-type': 'application/octet-stream' },
    body: body as Blob | Uint8Array<ArrayBuffer>,
    ...(signal && { signal }),
  });
  await response.body?.cancel();
}
