import { DataError } from '../data-error.ts';

/**
 * Bytes as text, piece by piece, without the mark some programs put in front.
 *
 * @throws DataError `encoding` when they are not UTF-8.
 */
export async function* decodeUtf8(name: string, bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let read = 0;
  const decode = (chunk?: Uint8Array): string => {
    try {
      return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
    } catch {
      const detail = `is not UTF-8 somewhere after byte ${read}: save it as UTF-8`;
      throw new DataError('encoding', name, null, detail);
    }
  };
  for await (const chunk of bytes) {
    yield decode(chunk);
    read += chunk.length;
  }
  yield decode();
}
