import { ModelFileError } from './model-file-error.ts';

/** No file of a model nests deeper; a parser is kept busy by one that does. */
const MAX_DEPTH = 64;

/** A JSON object. @throws ModelFileError `malformed` for any other JSON, for none, and for one that nests too deep. */
export function parseJsonObject(file: string, bytes: Uint8Array): Record<string, unknown> {
  if (nestsDeeper(bytes, MAX_DEPTH)) {
    throw new ModelFileError('malformed', file, `its JSON nests deeper than ${MAX_DEPTH}`);
  }
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    throw new ModelFileError('malformed', file, `is no JSON (${(error as Error).message.slice(0, 200)})`);
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as Record<string, unknown>;
  }
  throw new ModelFileError('malformed', file, 'is no JSON object');
}

const [QUOTE, BACKSLASH] = [0x22, 0x5c];
const OPENING = new Set([0x5b, 0x7b]);
const CLOSING = new Set([0x5d, 0x7d]);

function nestsDeeper(bytes: Uint8Array, limit: number): boolean {
  let depth = 0;
  let isText = false;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]!;
    if (isText) {
      if (byte === BACKSLASH) i++;
      else if (byte === QUOTE) isText = false;
    } else if (byte === QUOTE) isText = true;
    else if (OPENING.has(byte) && ++depth > limit) return true;
    else if (CLOSING.has(byte)) depth--;
  }
  return false;
}
