/** What was wrong with a dataset. */
export type DataCode =
  /** The file cannot be opened, or ends before it should. */
  | 'file'
  /** Not one of the formats that are read. */
  | 'unknown_format'
  /** Text in another encoding than UTF-8. */
  | 'encoding'
  /** Rows of a kind that the method does not train on. */
  | 'wrong_method'
  /** A row cannot be read, or is no conversation. */
  | 'bad_row'
  /** A row, a line, a record or a block is larger than the reader accepts. */
  | 'too_large'
  /** No row is left to train on. */
  | 'no_rows'
  /** Not one token would count in the loss. */
  | 'no_unmasked_token'
  /** The split asks for more rows than there are. */
  | 'split'
  /** The file changed between two readings. */
  | 'changed';

/** A dataset was refused. */
export class DataError extends Error {
  override readonly name = 'DataError';
  readonly code: DataCode;
  /** The file's name as it was given. */
  readonly file: string;
  /** Row in that file, from 1; null where the whole file is meant. */
  readonly row: number | null;
  readonly detail: string;

  constructor(code: DataCode, file: string, row: number | null, detail: string) {
    super(row === null ? `${file}: ${detail}` : `${file}, row ${row}: ${detail}`);
    this.code = code;
    this.file = file;
    this.row = row;
    this.detail = detail;
  }
}
