import { basename } from 'node:path';
import type { Graph } from '../../engine/graph/graph.ts';
import type { Value } from '../../engine/graph/value.ts';
import { ELEMENT_CODES } from '../../engine/onnx/element-codes.ts';
import { encodeGraph } from '../../engine/onnx/encode-graph.ts';
import { IR_VERSION, OPSET } from '../../engine/onnx/encode-model.ts';
import { message } from '../../engine/onnx/message.ts';
import type { Field } from '../../engine/onnx/message.ts';
import { streamFile } from '../stream-file.ts';
import type { FileStream } from '../stream-file.ts';
import type { ReadOnnxWeight } from './onnx-weights.ts';

/** Protobuf's own limit is 2 GiB; readers stop below it. */
export const EMBEDDED_BYTES = 1.9e9;

/** Field numbers of onnx.proto3 with the wire type of bytes. */
const FIELD = { graph: 0x3a, initializer: 0x2a, rawData: 0x4a } as const;
const EXTERNAL = 1;

/**
 * Writes a graph with its weights as an ONNX model: in one file, or above `embeddedBytes` with the weights in a second
 * one beside it, `<name>_data`. One weight lies in memory at a time.
 *
 * @returns Whether there is a second file.
 */
export async function writeOnnx(
  path: string,
  { graph, weights }: { graph: Graph; weights: readonly Value[] },
  read: ReadOnnxWeight,
  embeddedBytes = EMBEDDED_BYTES,
): Promise<boolean> {
  const core = encodeGraph(graph);
  const head = message([1, IR_VERSION], [2, 'cultivar'], [8, message([1, ''], [2, OPSET])]);
  const total = weights.reduce((sum, weight) => sum + byteLength(weight), 0);
  const isExternal = total > embeddedBytes;
  const location = isExternal ? `${basename(path)}_data` : undefined;

  let offset = 0;
  const tensors = weights.map((weight) => {
    const bytes = byteLength(weight);
    const tensor = tensorHead(
      weight,
      location === undefined ? undefined : { location, offset, length: bytes },
    );
    offset += bytes;
    const prefix = isExternal ? new Uint8Array(0) : join([[FIELD.rawData], varint(bytes)]);
    const length = tensor.length + prefix.length + (isExternal ? 0 : bytes);
    return { weight, start: join([[FIELD.initializer], varint(length), tensor, prefix]), bytes };
  });
  const graphBytes =
    core.length + tensors.reduce((sum, { start, bytes }) => sum + start.length + (isExternal ? 0 : bytes), 0);
  await streamFile(path, async (file) => {
    await file.write(join([head, [FIELD.graph], varint(graphBytes), core]));
    for (const { weight, start } of tensors) {
      await file.write(start);
      if (!isExternal) await writeValues(file, weight, read);
    }
  });
  if (isExternal) {
    await streamFile(`${path}_data`, async (file) => {
      for (const weight of weights) await writeValues(file, weight, read);
    });
  }
  return isExternal;
}

async function writeValues(file: FileStream, { name }: Value, read: ReadOnnxWeight): Promise<void> {
  const { buffer, byteOffset, byteLength: bytes } = await read(name);
  await file.write(new Uint8Array(buffer, byteOffset, bytes));
}

function tensorHead(
  { name, shape, type }: Value,
  place: { location: string; offset: number; length: number } | undefined,
): Uint8Array {
  const entries = Object.entries(place ?? {}).map(([key, value]): Field => [
    13,
    message([1, key], [2, String(value)]),
  ]);
  const external: Field[] = place ? [...entries, [14, EXTERNAL]] : [];
  return message([1, { ints: shape as number[] }], [2, ELEMENT_CODES[type]], [8, name], ...external);
}

const byteLength = ({ shape }: Value) => 4 * (shape as number[]).reduce((a, b) => a * b, 1);

/** A length as protobuf writes it, seven bits a byte. */
function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 128);
  return [...bytes, rest];
}

function join(parts: readonly ArrayLike<number>[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
