/** A row ready for training: its tokens, and which of them the loss counts. */
export type Document = {
  /** The row's number over all files, from 1. */
  row: number;
  ids: Int32Array;
  /** 1 where the token counts as a label, 0 where it is only context. */
  counted: Uint8Array;
};
