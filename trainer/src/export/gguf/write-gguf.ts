import { Buffer } from 'node:buffer';
import { streamFile } from '../stream-file.ts';
import { GGUF_ENCODINGS } from './gguf-encoding.ts';
import type { GgufType } from './gguf-encoding.ts';
import type { GgufEntries, GgufEntry } from './gguf-entry.ts';

/** A tensor to be written: values are read when its turn comes. */
export type GgufTensorSource = {
  name: string;
  /** Outermost first. */
  shape: readonly number[];
  type: GgufType;
  read(): Promise<Float32Array>;
};

const VERSION = 3;
const ALIGNMENT = 32;
/** ggml's numbers for types of metadata. */
const KIND = { u32: 4, i32: 5, f32: 6, flag: 7, text: 8, array: 9 } as const;

/**
 * Writes a GGUF file, version 3, little-endian (https://github.com/ggml-org/ggml/blob/master/docs/gguf.md). One tensor
 * lies in memory at a time.
 *
 * @throws ExportError `range`
 */
export async function writeGguf(
  path: string,
  metadata: GgufEntries,
  tensors: readonly GgufTensorSource[],
): Promise<void> {
  const parts: Buffer[] = [Buffer.from('GGUF'), u32(VERSION), u64(tensors.length), u64(metadata.size)];
  for (const [key, value] of metadata) parts.push(text(key), ...entry(value));
  let offset = 0;
  for (const { name, shape, type } of tensors) {
    const { id, blockValues, blockBytes } = GGUF_ENCODINGS[type];
    parts.push(text(name), u32(shape.length), ...shape.toReversed().map(u64), u32(id), u64(offset));
    offset += aligned((shape.reduce((a, b) => a * b, 1) / blockValues) * blockBytes);
  }
  await streamFile(path, async (file) => {
    const write = async (bytes: Uint8Array) => {
      await file.write(bytes);
      await file.write(new Uint8Array(aligned(bytes.length) - bytes.length));
    };
    await write(Buffer.concat(parts));
    for (const { name, type, read } of tensors) {
      await write(GGUF_ENCODINGS[type].encode(name, await read()));
    }
  });
}

const aligned = (bytes: number) => Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;

function entry(value: GgufEntry): Buffer[] {
  if ('u32' in value) return [u32(KIND.u32), u32(value.u32)];
  if ('f32' in value) return [u32(KIND.f32), f32(value.f32)];
  if ('flag' in value) return [u32(KIND.flag), Buffer.of(value.flag ? 1 : 0)];
  if ('text' in value) return [u32(KIND.text), text(value.text)];
  if ('texts' in value) return array(KIND.text, value.texts.map(text));
  if ('i32s' in value) return array(KIND.i32, value.i32s.map(i32));
  return array(KIND.f32, value.f32s.map(f32));
}

function array(kind: number, items: Buffer[]): Buffer[] {
  return [u32(KIND.array), u32(kind), u64(items.length), ...items];
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([u64(bytes.length), bytes]);
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function i32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(value);
  return bytes;
}

function f32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeFloatLE(value);
  return bytes;
}

function u64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}
