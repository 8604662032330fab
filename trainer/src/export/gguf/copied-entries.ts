import type { GgufHeader, GgufValue } from '../../model/gguf/gguf-header.ts';
import type { GgufEntries, GgufEntry } from './gguf-entry.ts';

/** What is said anew of the file that is written. */
const OWN = /^general\.(architecture|type|file_type|quantization_version|alignment)$/;

/** What a GGUF base says of its origin and its tokenizer, to be said again. */
export function copiedEntries({ metadata }: GgufHeader): GgufEntries {
  const entries: GgufEntries = new Map();
  for (const [key, value] of metadata) {
    if (OWN.test(key) || !/^(general|tokenizer)\./.test(key)) continue;
    const entry = entryOf(key, value);
    if (entry) entries.set(key, entry);
  }
  return entries;
}

/** Readers know types by name: ids are u32, scores f32, kinds of tokens i32. */
function entryOf(key: string, value: GgufValue): GgufEntry | undefined {
  if (typeof value === 'string') return { text: value };
  if (typeof value === 'boolean') return { flag: value };
  if (Array.isArray(value)) {
    if (value.every((item) => typeof item === 'string')) return { texts: value };
    if (!value.every((item) => typeof item === 'number')) return undefined;
    return key.endsWith('.scores') ? { f32s: value } : { i32s: value };
  }
  const number = Number(value);
  return Number.isInteger(number) && number >= 0 && number < 2 ** 32 ? { u32: number } : { f32: number };
}
