/** A metadata value with its GGUF type. */
export type GgufEntry =
  | { u32: number }
  | { f32: number }
  | { flag: boolean }
  | { text: string }
  | { texts: string[] }
  | { i32s: number[] }
  | { u8s: Uint8Array };

/** A tensor to write: shape outermost first, GGUF type number, stored bytes. */
export type GgufTensorInput = {
  name: string;
  shape: number[];
  type: number;
  bytes: Uint8Array;
  offset?: number;
};

/** A GGUF file, version 3, written plainly by the format's description. */
export function ggufBytes(metadata: Record<string, GgufEntry>, tensors: readonly GgufTensorInput[]): Buffer {
  const parts: Buffer[] = [
    Buffer.from('GGUF'),
    u32(3),
    u64(tensors.length),
    u64(Object.keys(metadata).length),
  ];
  for (const [key, value] of Object.entries(metadata)) parts.push(text(key), ...entry(value));
  let offset = 0;
  const data: Buffer[] = [];
  for (const { name, shape, type, bytes, offset: forced } of tensors) {
    parts.push(
      text(name),
      u32(shape.length),
      ...shape.toReversed().map(u64),
      u32(type),
      u64(forced ?? offset),
    );
    const padded = Buffer.alloc(Math.ceil(bytes.length / 32) * 32);
    padded.set(bytes);
    data.push(padded);
    offset += padded.length;
  }
  const header = Buffer.concat(parts);
  return Buffer.concat([header, Buffer.alloc((32 - (header.length % 32)) % 32), ...data]);
}

function entry(value: GgufEntry): Buffer[] {
  if ('u32' in value) return [u32(4), u32(value.u32)];
  if ('f32' in value) return [u32(6), f32(value.f32)];
  if ('flag' in value) return [u32(7), Buffer.of(value.flag ? 1 : 0)];
  if ('text' in value) return [u32(8), text(value.text)];
  if ('texts' in value) return [u32(9), u32(8), u64(value.texts.length), ...value.texts.map(text)];
  if ('u8s' in value) return [u32(9), u32(0), u64(value.u8s.length), Buffer.from(value.u8s.buffer)];
  return [u32(9), u32(5), u64(value.i32s.length), ...value.i32s.map(i32)];
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([u64(bytes.length), bytes]);
}

function u32(value: number): Buffer {
  const b = Buffer.alloc(4);
  b.writeUInt32LE(value);
  return b;
}

function i32(value: number): Buffer {
  const b = Buffer.alloc(4);
  b.writeInt32LE(value);
  return b;
}

function f32(value: number): Buffer {
  const b = Buffer.alloc(4);
  b.writeFloatLE(value);
  return b;
}

function u64(value: number): Buffer {
  const b = Buffer.alloc(8);
  b.writeBigUInt64LE(BigInt(value));
  return b;
}
