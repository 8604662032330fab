import type { ByteStream } from './content-store.ts';
import { ContentTooLargeError } from './content-too-large-error.ts';

/**
 * Passes a stream through until it exceeds `maxBytes`.
 *
 * @throws ContentTooLargeError as soon as it does.
 */
export async function* limitBytes(
  content: ByteStream,
  maxBytes: number,
  what: string,
): AsyncGenerator<Uint8Array> {
  let seen = 0;
  for await (const chunk of content) {
    seen += chunk.byteLength;
    if (seen > maxBytes) throw new ContentTooLargeError(what, maxBytes);
    yield chunk;
  }
}
