import { DataError } from '../data-error.ts';
import type { DataSource } from './data-source.ts';
import { decodeUtf8 } from './decode-utf8.ts';
import { MAX_ROW_BYTES } from './limits.ts';
import { rowItem } from './row-item.ts';
import type { RowItem } from './row-item.ts';

/**
 * Rows of a file that is one JSON array of objects, cut out element by element so that the file never lies in memory
 * whole.
 *
 * @throws DataError `file` when the array is broken or not closed, `too_large` for an endless element, `encoding`.
 */
export async function* readJsonRows(file: DataSource): AsyncGenerator<RowItem> {
  let row = 0;
  for await (const text of elements(file)) {
    row += 1;
    try {
      yield rowItem(row, JSON.parse(text));
    } catch (error) {
      yield { row, problem: `is no JSON (${(error as Error).message})` };
    }
  }
}

type State = { depth: number; inText: boolean; escaped: boolean; begun: boolean; closed: boolean };

async function* elements(file: DataSource): AsyncGenerator<string> {
  const state: State = { depth: 0, inText: false, escaped: false, begun: false, closed: false };
  let element = '';
  let row = 0;
  for await (const chunk of decodeUtf8(file.name, file.bytes())) {
    let from = 0;
    for (let i = 0; i < chunk.length; i++) {
      const cut = step(file, state, chunk.charCodeAt(i));
      if (cut === 'skip') from = i + 1;
      if (cut !== 'end' && cut !== 'close') continue;
      element += chunk.slice(from, i);
      from = i + 1;
      // An empty array has no element before its bracket; a trailing comma leaves an empty one.
      if (cut === 'end' || element.trim() !== '' || row > 0) yield element;
      row += 1;
      element = '';
    }
    element += chunk.slice(from);
    if (element.length > MAX_ROW_BYTES) {
      throw new DataError('too_large', file.name, row + 1, `is longer than ${MAX_ROW_BYTES} characters`);
    }
  }
  if (!state.closed)
    throw new DataError('file', file.name, row + 1, 'the array is not closed: the file is cut off');
}

/** Follows the nesting by one character: is it outside, inside an element, its end, or the end of the array? */
function step(file: DataSource, state: State, char: number): 'skip' | 'inside' | 'end' | 'close' {
  const blank = char === 32 || (char >= 9 && char <= 13) || char === 0xfeff;
  if (!state.begun) {
    if (blank) return 'skip';
    if (char !== OPEN_ARRAY) throw new DataError('file', file.name, null, 'is no JSON array');
    state.begun = true;
    return 'skip';
  }
  if (state.closed) {
    if (!blank) throw new DataError('file', file.name, null, 'goes on behind the end of its array');
    return 'skip';
  }
  if (state.inText) {
    if (state.escaped) state.escaped = false;
    else if (char === BACKSLASH) state.escaped = true;
    else if (char === QUOTE) state.inText = false;
    return 'inside';
  }
  if (char === QUOTE) state.inText = true;
  else if (char === OPEN_ARRAY || char === OPEN_OBJECT) state.depth += 1;
  else if (char === COMMA && state.depth === 0) return 'end';
  else if (char === CLOSE_ARRAY || char === CLOSE_OBJECT) {
    if (state.depth === 0) {
      state.closed = true;
      return 'close';
    }
    state.depth -= 1;
  }
  return 'inside';
}

const [OPEN_ARRAY, CLOSE_ARRAY, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];
const [QUOTE, BACKSLASH, COMMA] = [0x22, 0x5c, 0x2c];
