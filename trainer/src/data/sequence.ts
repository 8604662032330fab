/** One training sequence of T tokens, one row or several packed ones. */
export type Sequence = {
  /** Token ids `[T]`; padding holds any valid id. */
  ids: Int32Array;
  /** Label `[T]`: at t the id of the token at t + 1 of the same document. */
  labels: Int32Array;
  /** Weight `[T]` of each label in the loss: 1 = counted, 0 = masked; an objective may put others in their place. */
  weights: Float32Array;
  /** Position `[T]` inside the document, from 0. */
  positions: Int32Array;
  /** Document `[T]`: tokens of the same number may attend to each other (causally); -1 is padding. */
  documents: Int32Array;
  /** Labels that count in the loss. */
  tokens: number;
  /** Rows of the dataset that stand here, by their numbers. */
  rows: number[];
};
