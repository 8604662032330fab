import { ModelFileError } from '../model-file-error.ts';
import type { RandomAccessFile } from '../random-access-file.ts';

const CHUNK_BYTES = 1 << 20;
const MAX_HEADER_BYTES = 128 << 20;
const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const SCALAR_BYTES = [1, 1, 2, 2, 4, 4, 4, 1, 0, 0, 8, 8, 8];

/** Reads a GGUF header from front to back, a chunk of the file at a time, and never past its end. */
export class GgufCursor {
  readonly file: RandomAccessFile;
  #bytes: Uint8Array = new Uint8Array(0);
  #view: DataView = new DataView(this.#bytes.buffer);
  /** Where the buffer begins in the file, and how far it has been read. */
  #start = 0;
  #at = 0;

  constructor(file: RandomAccessFile) {
    this.file = file;
  }

  /** Bytes of the file that have been read. */
  get position(): number {
    return this.#start + this.#at;
  }

  /** Makes the next `length` bytes readable. */
  async need(length: number): Promise<void> {
    if (this.#has(length)) return;
    const begin = this.position;
    if (begin + length > MAX_HEADER_BYTES) {
      throw new ModelFileError('too_large', this.file.name, `its header is over ${MAX_HEADER_BYTES} bytes`);
    }
    const take = Math.min(Math.max(length, CHUNK_BYTES), this.file.size - begin);
    const bytes = await this.file.read(begin, Math.max(take, length));
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#start = begin;
    this.#at = 0;
  }

  u32(): number {
    this.#at += 4;
    return this.#view.getUint32(this.#at - 4, true);
  }

  /** A 64-bit count, at most `limit`. */
  count(limit: number, what: string): number {
    this.#at += 8;
    const value = this.#view.getBigUint64(this.#at - 8, true);
    if (value > BigInt(limit)) {
      throw new ModelFileError('malformed', this.file.name, `says ${value} ${what}, at most ${limit} can be`);
    }
    return Number(value);
  }

  async string(maxBytes: number): Promise<string> {
    await this.need(8);
    const length = this.count(maxBytes, 'bytes in a text');
    await this.need(length);
    return this.#text(length);
  }

  async scalar(type: number): Promise<number | bigint | boolean> {
    const bytes = SCALAR_BYTES[type];
    if (!bytes) throw new ModelFileError('malformed', this.file.name, `metadata type ${type} does not exist`);
    await this.need(bytes);
    return this.bufferedScalar(type)!;
  }

  /** The next text if it lies in memory already. */
  bufferedString(): string | undefined {
    if (!this.#has(8)) return undefined;
    const length = this.#view.getBigUint64(this.#at, true);
    if (length > 65_536n || !this.#has(8 + Number(length))) return undefined;
    this.#at += 8;
    return this.#text(Number(length));
  }

  /** The next scalar if it lies in memory already. */
  bufferedScalar(type: number): number | bigint | boolean | undefined {
    const bytes = SCALAR_BYTES[type];
    if (!bytes || !this.#has(bytes)) return undefined;
    const at = this.#at;
    this.#at += bytes;
    const view = this.#view;
    switch (type) {
      case 0:
        return view.getUint8(at);
      case 1:
        return view.getInt8(at);
      case 2:
        return view.getUint16(at, true);
      case 3:
        return view.getInt16(at, true);
      case 4:
        return view.getUint32(at, true);
      case 5:
        return view.getInt32(at, true);
      case 6:
        return view.getFloat32(at, true);
      case 7:
        return view.getUint8(at) !== 0;
      case 10:
        return view.getBigUint64(at, true);
      case 11:
        return view.getBigInt64(at, true);
      default:
        return view.getFloat64(at, true);
    }
  }

  #has(length: number): boolean {
    return this.#at + length <= this.#bytes.byteLength;
  }

  #text(length: number): string {
    const bytes = this.#bytes.subarray(this.#at, this.#at + length);
    this.#at += length;
    try {
      return UTF8.decode(bytes);
    } catch {
      throw new ModelFileError('malformed', this.file.name, 'a text in its header is not UTF-8');
    }
  }
}
