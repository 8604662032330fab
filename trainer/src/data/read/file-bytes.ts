import { open } from 'node:fs/promises';

const PIECE_BYTES = 1 << 18;

/**
 * The bytes of a file on disk, piece by piece. All pieces lie in the same memory, one after the other: what is thrown
 * away outside of V8's heap, it would collect late.
 */
export async function* fileBytes(path: string): AsyncGenerator<Uint8Array> {
  const handle = await open(path, 'r');
  try {
    const piece = new Uint8Array(PIECE_BYTES);
    for (;;) {
      const { bytesRead } = await handle.read(piece, 0, piece.length);
      if (bytesRead === 0) return;
      yield piece.subarray(0, bytesRead);
    }
  } finally {
    await handle.close();
  }
}
