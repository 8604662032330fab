/** What a hash takes at once: less than 2 GiB. */
const PIECE_VALUES = 1 << 26;
const IS_LITTLE_ENDIAN = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1;

/** A vector's bytes, little-endian, in pieces that share its memory. */
export function vectorBytes(vector: Float32Array): Uint8Array[] {
  if (!IS_LITTLE_ENDIAN) throw new Error('this engine runs on little-endian machines');
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < vector.length; at += PIECE_VALUES) {
    const part = vector.subarray(at, at + PIECE_VALUES);
    pieces.push(new Uint8Array(part.buffer, part.byteOffset, part.byteLength));
  }
  return pieces;
}
