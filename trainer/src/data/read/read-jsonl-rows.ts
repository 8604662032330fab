import { MAX_ROW_BYTES } from './limits.ts';
import type { DataSource } from './data-source.ts';
import { rowItem } from './row-item.ts';
import type { RowItem } from './row-item.ts';

const NEWLINE = 10;

/**
 * Rows of JSON lines. Blank lines are no rows. A line longer than the limit, or in another encoding than UTF-8, is a
 * problem, told as soon as it is known; reading goes on behind it.
 */
export async function* readJsonlRows(file: DataSource): AsyncGenerator<RowItem> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const decode = (line: Uint8Array): string | undefined => {
    try {
      return decoder.decode(line);
    } catch {
      // The only thing a fatal decoder throws for: told as the row's problem.
      return undefined;
    }
  };
  let row = 0;
  for await (const line of lines(file)) {
    if (line === null) yield { row: ++row, problem: `is longer than ${MAX_ROW_BYTES} bytes` };
    else {
      const text = decode(line)?.trim();
      if (text === undefined) yield { row: ++row, problem: 'is not UTF-8' };
      else if (text !== '') yield parseRow(++row, text);
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

/** Each line of a file that is not empty; null for one that is longer than the limit. */
async function* lines(file: DataSource): AsyncGenerator<Uint8Array | null> {
  let parts: Uint8Array[] = [];
  let length = 0;
  const take = (): Uint8Array => {
    const line = joined(parts, length);
    parts = [];
    length = 0;
    return line;
  };
  for await (const chunk of file.bytes()) {
    let from = 0;
    for (let end; (end = chunk.indexOf(NEWLINE, from)) >= 0; from = end + 1) {
      if (end === from && length === 0) continue;
      const told = length > MAX_ROW_BYTES;
      length += end - from;
      if (length <= MAX_ROW_BYTES) {
        parts.push(chunk.subarray(from, end));
        yield take();
        continue;
      }
      [parts, length] = [[], 0];
      if (!told) yield null;
    }
    const told = length > MAX_ROW_BYTES;
    length += chunk.length - from;
    // An endless line is counted on but no longer kept.
    if (length <= MAX_ROW_BYTES) parts.push(chunk.slice(from));
    else {
      parts = [];
      if (!told) yield null;
    }
  }
  if (length > 0 && length <= MAX_ROW_BYTES) yield take();
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
