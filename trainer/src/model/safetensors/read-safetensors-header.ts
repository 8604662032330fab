import { z } from 'zod';
import { ModelFileError } from '../model-file-error.ts';
import type { ModelFileCode } from '../model-file-error.ts';
import type { RandomAccessFile } from '../random-access-file.ts';
import { parseJsonObject } from '../parse-json.ts';
import { SAFETENSORS_UNITS } from './safetensors-header.ts';
import type { SafetensorsHeader, SafetensorsTensor } from './safetensors-header.ts';

/** Three times what so many tensors need; the format allows 100 MB. */
const MAX_HEADER_BYTES = 32 << 20;
const MAX_TENSORS = 65_536;

const count = z.number().int().nonnegative();
const entrySchema = z.strictObject({
  dtype: z.string(),
  shape: z.array(count).max(8),
  data_offsets: z.tuple([count, count]),
});
const metadataSchema = z.record(z.string(), z.string());

/**
 * Reads and checks the header of a safetensors file: its length, each tensor's dtype, shape and place; tensors lie
 * side by side and fill the file exactly, so nothing overlaps, nothing is hidden between them.
 *
 * @throws ModelFileError
 */
export async function readSafetensorsHeader(file: RandomAccessFile): Promise<SafetensorsHeader> {
  const refuse = (code: ModelFileCode, detail: string) => new ModelFileError(code, file.name, detail);
  if (file.size < 8) throw refuse('truncated', `has ${file.size} bytes, too few for safetensors`);
  const prefix = await file.read(0, 8);
  const headerBytes = new DataView(prefix.buffer).getBigUint64(0, true);
  if (headerBytes > BigInt(MAX_HEADER_BYTES))
    throw refuse('malformed', `its header would be ${headerBytes} bytes`);
  const dataStart = 8 + Number(headerBytes);
  if (dataStart > file.size)
    throw refuse('truncated', `its header ends at ${dataStart}, the file at ${file.size}`);
  const { __metadata__: metadata = {}, ...entries } = parseJsonObject(
    file.name,
    await file.read(8, dataStart - 8),
  );
  const described = metadataSchema.safeParse(metadata);
  if (!described.success) throw refuse('malformed', 'its metadata is more than texts');
  if (Object.keys(entries).length > MAX_TENSORS)
    throw refuse('too_large', `more than ${MAX_TENSORS} tensors`);
  const tensors = new Map(
    Object.entries(entries).map(([name, entry]) => [name, placeTensor(file.name, name, entry, dataStart)]),
  );
  checkPlaces(file, tensors, dataStart);
  return { metadata: described.data, tensors };
}

function placeTensor(file: string, name: string, entry: unknown, dataStart: number): SafetensorsTensor {
  const parsed = entrySchema.safeParse(entry);
  if (!parsed.success) throw new ModelFileError('malformed', file, `tensor ${name} is not described as one`);
  const {
    dtype,
    shape,
    data_offsets: [begin, end],
  } = parsed.data;
  const unit = Object.hasOwn(SAFETENSORS_UNITS, dtype) ? SAFETENSORS_UNITS[dtype]! : undefined;
  if (unit === undefined) throw new ModelFileError('unsupported', file, `tensor ${name} has dtype ${dtype}`);
  const byteLength = shape.reduce((a, b) => a * b, unit);
  if (byteLength !== end - begin) {
    const detail = `tensor ${name} takes ${end - begin} bytes, its shape [${shape.join(', ')}] of ${dtype} ${byteLength}`;
    throw new ModelFileError('malformed', file, detail);
  }
  return { dtype, unit, shape, offset: dataStart + begin, byteLength };
}

function checkPlaces(
  file: RandomAccessFile,
  tensors: Map<string, SafetensorsTensor>,
  dataStart: number,
): void {
  let end = dataStart;
  for (const [name, tensor] of [...tensors].sort(
    ([, a], [, b]) => a.offset - b.offset || a.byteLength - b.byteLength,
  )) {
    if (tensor.offset !== end) {
      const how = tensor.offset < end ? 'overlaps the tensor before it' : 'leaves a gap before it';
      throw new ModelFileError('malformed', file.name, `tensor ${name} ${how}`);
    }
    end += tensor.byteLength;
  }
  if (end === file.size) return;
  if (end > file.size)
    throw new ModelFileError('truncated', file.name, `ends at ${file.size}, its tensors at ${end}`);
  throw new ModelFileError('malformed', file.name, `has ${file.size - end} bytes behind its last tensor`);
}
