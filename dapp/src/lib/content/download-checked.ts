import type { FileEntry } from '@cultivar/sdk/spec';
import { callContentWorker } from './call-content-worker.ts';

/**
 * Fetches a file of a manifest and checks its size and sha256 before a byte is handed out.
 *
 * @param onBytes Told how many bytes have come.
 * @throws Error when the store does not answer or its bytes are not the ones the manifest names.
 */
export async function downloadChecked(
  contentUrl: string,
  file: FileEntry,
  onBytes?: (received: number) => void,
): Promise<Blob> {
  const end = await callContentWorker({ act: 'file', contentUrl, file }, onBytes);
  if (end.done !== 'file') throw new Error(`downloadChecked: asked for a file, got a ${end.done}`);
  return new Blob([end.bytes], { type: 'application/octet-stream' });
}
