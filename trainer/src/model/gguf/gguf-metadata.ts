import { ModelFileError } from '../model-file-error.ts';
import type { GgufHeader, GgufValue } from './gguf-header.ts';

/** Typed reading of a GGUF header's metadata: what is absent or of another type is a named error. */
export class GgufMetadata {
  readonly #file: string;
  readonly #values: Map<string, GgufValue>;

  constructor(file: string, header: GgufHeader) {
    this.#file = file;
    this.#values = header.metadata;
  }

  has(key: string): boolean {
    return this.#values.has(key);
  }

  text(key: string): string {
    const value = this.#values.get(key);
    if (typeof value !== 'string') throw this.#wrong(key, 'a text');
    return value;
  }

  /** A whole number of at least 0. */
  integer(key: string): number {
    const value = this.number(key);
    if (!Number.isSafeInteger(value) || value < 0) throw this.#wrong(key, 'a whole number');
    return value;
  }

  number(key: string): number {
    const value = this.#values.get(key);
    const number = typeof value === 'bigint' ? Number(value) : value;
    if (typeof number !== 'number' || !Number.isFinite(number)) throw this.#wrong(key, 'a number');
    return number;
  }

  numberOr(key: string, absent: number): number {
    return this.has(key) ? this.number(key) : absent;
  }

  integerOr<T>(key: string, absent: T): number | T {
    return this.has(key) ? this.integer(key) : absent;
  }

  flagOr(key: string, absent: boolean): boolean {
    if (!this.has(key)) return absent;
    const value = this.#values.get(key);
    if (typeof value !== 'boolean') throw this.#wrong(key, 'true or false');
    return value;
  }

  texts(key: string): string[] {
    const value = this.#values.get(key);
    if (!Array.isArray(value) || !value.every((item) => typeof item === 'string'))
      throw this.#wrong(key, 'texts');
    return value;
  }

  numbers(key: string): number[] {
    const value = this.#values.get(key);
    if (!Array.isArray(value) || !value.every((item) => typeof item === 'number' && Number.isFinite(item))) {
      throw this.#wrong(key, 'numbers');
    }
    return value as number[];
  }

  integers(key: string): number[] {
    const value = this.#values.get(key);
    if (!Array.isArray(value) || !value.every((item) => typeof item === 'number')) {
      throw this.#wrong(key, 'whole numbers');
    }
    return value;
  }

  #wrong(key: string, wanted: string): ModelFileError {
    const found = this.has(key) ? 'is something else' : 'is missing';
    return new ModelFileError('malformed', this.#file, `${key} should be ${wanted} and ${found}`);
  }
}
