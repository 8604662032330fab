import protobuf from 'protobufjs/minimal.js';

/** Fields of a message by their numbers in onnx.proto3, written in that order. */
export type Field = [
  number: number,
  content: string | number | Uint8Array | { float: number } | { ints: readonly number[] },
];

/** Wire types of protobuf: a number of few bytes, a length with as many bytes, four bytes. */
const WIRE = { varint: 0, length: 2, fixed32: 5 } as const;

/** The bytes of a protobuf message. */
export function message(...fields: readonly Field[]): Uint8Array {
  const writer = protobuf.Writer.create();
  const tag = (number: number, wire: number) => writer.uint32((number << 3) | wire);
  for (const [number, content] of fields) {
    if (typeof content === 'string') tag(number, WIRE.length).string(content);
    else if (typeof content === 'number') tag(number, WIRE.varint).int64(content);
    else if (content instanceof Uint8Array) tag(number, WIRE.length).bytes(content);
    else if ('float' in content) tag(number, WIRE.fixed32).float(content.float);
    else if (content.ints.length > 0) {
      tag(number, WIRE.length).fork();
      for (const integer of content.ints) writer.int64(integer);
      writer.ldelim();
    }
  }
  return writer.finish();
}
