import { ModelFileError } from '../model-file-error.ts';
import type { RandomAccessFile } from '../random-access-file.ts';
import { GgufCursor } from './gguf-cursor.ts';
import type { GgufHeader, GgufTensor, GgufValue } from './gguf-header.ts';
import { GGUF_TENSOR_TYPES } from './gguf-tensor-type.ts';

const MAX_METADATA = 4096;
const MAX_TENSORS = 65_536;
const MAX_KEY_BYTES = 1024;
const MAX_STRING_BYTES = 4 << 20;
const MAX_ARRAY_LENGTH = 4 << 20;
/** Elements of all arrays: a vocabulary of 256,000 has a million, its merges, scores and kinds included. */
const MAX_ELEMENTS = 8 << 20;
const STRING = 8;
const ARRAY = 9;

/**
 * Reads and checks the header of a GGUF file, versions 2 and 3, little-endian
 * (https://github.com/ggml-org/ggml/blob/master/docs/gguf.md). Every count, length and offset is checked against
 * the file before it is used; tensors may neither overlap nor leave the file.
 *
 * @throws ModelFileError
 */
export async function readGgufHeader(file: RandomAccessFile): Promise<GgufHeader> {
  const cursor = new GgufCursor(file);
  await cursor.need(24);
  const magic = cursor.u32();
  if (magic !== 0x4655_4747) throw refuse(file, 'malformed', 'does not begin with the GGUF magic');
  const version = cursor.u32();
  if (version !== 2 && version !== 3)
    throw refuse(file, 'unsupported', `GGUF version ${version}, not 2 or 3`);
  const tensorCount = cursor.count(MAX_TENSORS, 'tensors');
  const metadataCount = cursor.count(MAX_METADATA, 'metadata entries');

  const metadata = new Map<string, GgufValue>();
  let elements = 0;
  for (let i = 0; i < metadataCount; i++) {
    const key = await cursor.string(MAX_KEY_BYTES);
    if (metadata.has(key)) throw refuse(file, 'malformed', `metadata key ${key} stands twice`);
    await cursor.need(4);
    const value = await readValue(cursor, cursor.u32());
    elements += Array.isArray(value) ? value.length : 0;
    if (elements > MAX_ELEMENTS)
      throw refuse(file, 'too_large', `its metadata hold more than ${MAX_ELEMENTS} values`);
    metadata.set(key, value);
  }
  const places: Place[] = [];
  for (let i = 0; i < tensorCount; i++) places.push(await readPlace(cursor));
  const alignment = metadata.get('general.alignment') ?? 32;
  if (typeof alignment !== 'number' || alignment < 8 || alignment > 65_536 || alignment % 8 !== 0) {
    throw refuse(file, 'malformed', `general.alignment is ${String(alignment)}`);
  }
  const dataStart = Math.ceil(cursor.position / alignment) * alignment;
  return { version, metadata, tensors: placeTensors(file, places, dataStart, alignment) };
}

type Place = { name: string; dims: number[]; typeId: number; offset: number };

async function readValue(cursor: GgufCursor, type: number): Promise<GgufValue> {
  if (type === STRING) return cursor.string(MAX_STRING_BYTES);
  if (type !== ARRAY) return cursor.scalar(type);
  await cursor.need(12);
  const elementType = cursor.u32();
  if (elementType === ARRAY) throw refuse(cursor.file, 'unsupported', 'an array of arrays in the metadata');
  const length = cursor.count(MAX_ARRAY_LENGTH, 'array elements');
  const values: GgufValue[] = [];
  for (let i = 0; i < length; i++) {
    // A string of a tokenizer is short: most come without waiting for the file.
    values.push(
      elementType === STRING
        ? (cursor.bufferedString() ?? (await cursor.string(MAX_STRING_BYTES)))
        : (cursor.bufferedScalar(elementType) ?? (await cursor.scalar(elementType))),
    );
  }
  return values;
}

async function readPlace(cursor: GgufCursor): Promise<Place> {
  const name = await cursor.string(MAX_KEY_BYTES);
  await cursor.need(4);
  const rank = cursor.u32();
  if (rank < 1 || rank > 4) throw refuse(cursor.file, 'malformed', `tensor ${name} has ${rank} dimensions`);
  await cursor.need(8 * rank + 12);
  const dims: number[] = [];
  for (let d = 0; d < rank; d++) dims.push(cursor.count(2 ** 40, `values in dimension ${d} of ${name}`));
  return {
    name,
    dims,
    typeId: cursor.u32(),
    offset: cursor.count(Number.MAX_SAFE_INTEGER, `bytes before ${name}`),
  };
}

function placeTensors(file: RandomAccessFile, places: Place[], dataStart: number, alignment: number) {
  const tensors = new Map<string, GgufTensor>();
  let end = dataStart;
  for (const { name, dims, typeId, offset } of places.toSorted((a, b) => a.offset - b.offset)) {
    const type = GGUF_TENSOR_TYPES.get(typeId);
    if (!type) throw refuse(file, 'unsupported', `tensor ${name} has type ${typeId}, which is not read`);
    if (tensors.has(name)) throw refuse(file, 'malformed', `tensor ${name} stands twice`);
    const values = dims.reduce((a, b) => a * b, 1);
    if (!Number.isSafeInteger(values) || values === 0 || dims[0]! % type.blockValues !== 0) {
      throw refuse(
        file,
        'malformed',
        `tensor ${name} of type ${type.name} has dimensions ${dims.join(' x ')}`,
      );
    }
    const byteLength = (values / type.blockValues) * type.blockBytes;
    const start = dataStart + offset;
    if (offset % alignment !== 0) throw refuse(file, 'malformed', `tensor ${name} is not aligned`);
    if (start < end) throw refuse(file, 'malformed', `tensor ${name} overlaps the one before it`);
    if (start + byteLength > file.size) {
      throw refuse(
        file,
        'truncated',
        `tensor ${name} ends at ${start + byteLength}, the file at ${file.size}`,
      );
    }
    end = start + byteLength;
    tensors.set(name, { name, shape: dims.toReversed(), type, offset: start, byteLength });
  }
  return tensors;
}

function refuse(file: RandomAccessFile, code: ModelFileError['code'], detail: string): ModelFileError {
  return new ModelFileError(code, file.name, detail);
}
