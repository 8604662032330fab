import type { DataSource } from './data-source.ts';
import { decodeUtf8 } from './decode-utf8.ts';
import { MAX_ROW_BYTES } from './limits.ts';
import type { RowItem } from './row-item.ts';

/**
 * Rows of a plain text: its paragraphs, parted by blank lines, each as `{ text }`. A paragraph longer than the limit
 * is a problem, told as soon as it is; reading goes on behind it.
 *
 * @throws DataError `encoding`
 */
export async function* readTextRows(file: DataSource): AsyncGenerator<RowItem> {
  let row = 0;
  for await (const paragraph of paragraphs(file)) {
    row += 1;
    if (paragraph === null) yield { row, problem: `is longer than ${MAX_ROW_BYTES} characters` };
    else if (paragraph.includes('\0')) yield { row, problem: 'holds zero bytes: this is no plain text' };
    else yield { row, value: { text: paragraph } };
  }
}

/** Each paragraph, trimmed; null for one that is longer than the limit. */
async function* paragraphs(file: DataSource): AsyncGenerator<string | null> {
  let rest = '';
  let passing = false;
  for await (const piece of decodeUtf8(file.name, file.bytes())) {
    const parts = (rest + piece.replaceAll('\r\n', '\n')).split(/\n[ \t]*\n/);
    rest = parts.pop()!;
    for (const part of parts) {
      if (passing) passing = false;
      else if (part.length > MAX_ROW_BYTES) yield null;
      else if (part.trim() !== '') yield part.trim();
    }
    if (rest.length > MAX_ROW_BYTES) {
      if (!passing) yield null;
      passing = true;
      // A blank line may begin in what is kept.
      rest = rest.slice(-2);
    }
  }
  if (!passing && rest.trim() !== '') yield rest.trim();
}
