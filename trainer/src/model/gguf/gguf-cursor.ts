import { isUtf8 } from 'node:buffer';
import { ModelFileError } from '../model-file-error.ts';
import type { RandomAccessFile } from '../random-access-file.ts';

const CHUNK_BYTES = 1 << 20;
const MAX_HEADER_BYTES = 128 << 20;
const SCALAR_BYTES = [1, 1, 2, 2, 4, 4, 4, 1, 0, 0, 8, 8, 8];

/** Reads a GGUF header from front to back, a chunk of the file at a time, and never past its end. */
export class GgufCursor {
  readonly file: RandomAccessFile;
  #buffer: Buffer = Buffer.alloc(0);
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
    this.#buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#start = begin;
    this.#at = 0;
  }

  u32(): number {
    this.#at += 4;
    return this.#buffer.readUInt32LE(this.#at - 4);
  }

  /** A 64-bit count, at most `limit`. */
  count(limit: number, what: string): number {
    this.#at += 8;
    const value = this.#buffer.readBigUInt64LE(this.#at - 8);
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
    const length = this.#buffer.readBigUInt64LE(this.#at);
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
    const b = this.#buffer;
    switch (type) {
      case 0:
        return b.readUInt8(at);
      case 1:
        return b.readInt8(at);
      case 2:
        return b.readUInt16LE(at);
      case 3:
        return b.readInt16LE(at);
      case 4:
        return b.readUInt32LE(at);
      case 5:
        return b.readInt32LE(at);
      case 6:
        return b.readFloatLE(at);
      case 7:
        return b.readUInt8(at) !== 0;
      case 10:
        return b.readBigUInt64LE(at);
      case 11:
        return b.readBigInt64LE(at);
      default:
        return b.readDoubleLE(at);
    }
  }

  #has(length: number): boolean {
    return this.#at + length <= this.#buffer.byteLength;
  }

  #text(length: number): string {
    const bytes = this.#buffer.subarray(this.#at, this.#at + length);
    this.#at += length;
    if (!isUtf8(bytes))
      throw new ModelFileError('malformed', this.file.name, 'a text in its header is not UTF-8');
    return bytes.toString('utf8');
  }
}
