/** `size` bytes that never repeat a block, the same for the same seed (xorshift32). */
export function bytes(size: number, seed = 1): Uint8Array {
  const out = new Uint8Array(size);
  let state = seed | 0 || 1;
  for (let i = 0; i < size; i++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    out[i] = state;
  }
  return out;
}

/** A stream joined to one array. */
export async function collect(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return new Uint8Array(Buffer.concat(chunks));
}
