/** Memory that threads share. A page that may not has one lane, and memory of its own will do. */
const Memory = globalThis.SharedArrayBuffer ?? ArrayBuffer;

/** Zeros in memory that threads share. */
export function sharedFloats(length: number): Float32Array {
  return new Float32Array(new Memory(length * Float32Array.BYTES_PER_ELEMENT));
}

/** Room for values in bfloat16, in memory that threads share. */
export function sharedHalves(length: number): Uint16Array {
  return new Uint16Array(new Memory(length * Uint16Array.BYTES_PER_ELEMENT));
}

/** Zeros to count from, in memory that threads share. */
export function sharedCounts(length: number): Int32Array {
  return new Int32Array(new Memory(length * Int32Array.BYTES_PER_ELEMENT));
}

/** Bytes copied into memory that threads share. */
export function shareBytes(bytes: Uint8Array): Uint8Array {
  const shared = new Uint8Array(new Memory(bytes.length));
  shared.set(bytes);
  return shared;
}

/** A copy in memory that threads share. */
export function shareFloats(values: Float32Array): Float32Array {
  const shared = sharedFloats(values.length);
  shared.set(values);
  return shared;
}
