import { MAX_ROW_BYTES } from './limits.ts';
import type { DataSource } from './data-source.ts';
import { rowItem } from './row-item.ts';
import type { RowItem } from './row-item.ts';

const NEWLINE = 10;

/**
 * Rows of JSON lines. Blank lines are no rows; a line longer than the limit is a problem, and reading goes on behind it.
 */
export async function* readJsonlRows(file: DataSource): AsyncGenerator<RowItem> {
  let row = 0;
  for await (const line of lines(file)) {
    if (line === null) yield { row: ++row, problem: `is longer than ${MAX_ROW_BYTES} bytes` };
    else {
      const text = line.trim();
      if (text !== '') yield parseRow(++row, text);
    }
  }
}

function parseRow(row: number, text: string): RowItem {
  try {
    return rowItem(row, JSON.parse(text));
  } catch (error) {
    return { row, problem: `is no JSON (${(error as Error).message})` };
  }
}

/** Each line of a file; null for one that is longer than the limit. */
async function* lines(file: DataSource): AsyncGenerator<string | null> {
  const decoder = new TextDecoder();
  let parts: Uint8Array[] = [];
  let length = 0;
  const finish = (): string | null => {
    const line = length > MAX_ROW_BYTES ? null : decoder.decode(joined(parts, length));
    parts = [];
    length = 0;
    return line;
  };
  for await (const chunk of file.bytes()) {
    let from = 0;
    for (let end; (end = chunk.indexOf(NEWLINE, from)) >= 0; from = end + 1) {
      parts.push(chunk.subarray(from, end));
      length += end - from;
      yield finish();
    }
    length += chunk.length - from;
    // An endless line is counted on but no longer kept.
    if (length > MAX_ROW_BYTES) parts = [];
    else parts.push(chunk.slice(from));
  }
  if (length > 0) yield finish();
}

function joined(parts: readonly Uint8Array[], length: number): Uint8Array {
  const [only] = parts;
  if (parts.length === 1 && only) return only;
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
