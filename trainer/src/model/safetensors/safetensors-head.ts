/**
 * What stands before the values in a safetensors file: the header's length and the header, padded with spaces to a
 * multiple of 8.
 */
export function safetensorsHead(header: Record<string, unknown>): Uint8Array[] {
  const text = new TextEncoder().encode(JSON.stringify(header));
  const padded = new Uint8Array(Math.ceil(text.length / 8) * 8).fill(0x20);
  padded.set(text);
  const length = new Uint8Array(8);
  new DataView(length.buffer).setBigUint64(0, BigInt(padded.length), true);
  return [length, padded];
}
