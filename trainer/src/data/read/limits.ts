/** Bytes of one row, of one line, of one record. */
export const MAX_ROW_BYTES = 4 << 20;
/** Rows over all files of a job. */
export const MAX_ROWS = 2_000_000;
