/** Element types that our graphs hold; bfloat16 only where values come in and go out. */
export type ElementType = 'float32' | 'bfloat16' | 'int64';

/** A size known now, or the name of one known at run time (`T` tokens, `R` rows). */
export type Dimension = number | string;

/** A tensor inside a graph: where a node's result goes. */
export type Value = {
  readonly name: string;
  readonly shape: readonly Dimension[];
  readonly type: ElementType;
};
