/** A tensor's entry in a header, as it stands there: nothing is checked. */
export type HeaderEntry = { dtype?: unknown; shape?: unknown; data_offsets?: unknown };

/** Header and data of a safetensors file. */
export function splitSafetensors(bytes: Buffer): { header: Record<string, HeaderEntry>; data: Buffer } {
  const end = 8 + Number(bytes.readBigUInt64LE(0));
  return {
    header: JSON.parse(bytes.toString('utf8', 8, end)) as Record<string, HeaderEntry>,
    data: bytes.subarray(end),
  };
}

/** A safetensors file of a header, whatever it says, and data. */
export function joinSafetensors(header: object | string | Buffer, data: Uint8Array): Buffer {
  const isRaw = typeof header === 'string' || Buffer.isBuffer(header);
  const text = Buffer.from(isRaw ? (header as string) : JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(text.length));
  return Buffer.concat([length, text, data]);
}
