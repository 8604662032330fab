import { ContentError } from './content-error.ts';

/** Told after each chunk how many bytes have come. */
export type OnBytes = (receivedBytes: number) => void;

/**
 * Reads a body to its end, giving up as soon as it is longer than it may be.
 *
 * @throws ContentError `too-large`.
 */
export async function readCapped(
  body: ReadableStream<Uint8Array> | null,
  cid: string,
  limitBytes: number,
  onBytes?: OnBytes,
): Promise<Uint8Array> {
  if (body === null) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let received = 0;
  const reader = body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    received += value.byteLength;
    if (received > limitBytes) {
      await reader.cancel();
      throw new ContentError({ code: 'too-large', cid, limitBytes });
    }
    chunks.push(value);
    onBytes?.(received);
  }
  return joined(chunks, received);
}

function joined(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.byteLength;
  }
  return whole;
}
