import { DataError } from '../data-error.ts';

/** Unpacked bytes that any file may have, however small it is packed. */
const FREE_BYTES = 8 << 20;
/** Bytes that one packed byte may become beyond that. JSON lines pack 3 to 30 times; zeros pack a thousand times. */
const MAX_RATIO = 200;

/**
 * Hands unpacked bytes on until they are out of all proportion to the packed ones: a bomb.
 *
 * @param packedBytes read so far
 * @throws DataError `too_large`
 */
export async function* limitExpansion(
  name: string,
  unpacked: AsyncIterable<Uint8Array>,
  packedBytes: () => number,
): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of unpacked) {
    bytes += chunk.length;
    if (bytes > FREE_BYTES && bytes > MAX_RATIO * packedBytes()) {
      const detail = `unpacks to more than ${MAX_RATIO} times its size`;
      throw new DataError('too_large', name, null, detail);
    }
    yield chunk;
  }
}
