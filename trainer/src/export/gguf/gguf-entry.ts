/** A metadata value with its GGUF type. */
export type GgufEntry =
  | { u32: number }
  | { f32: number }
  | { flag: boolean }
  | { text: string }
  | { texts: readonly string[] }
  | { i32s: readonly number[] }
  | { f32s: readonly number[] };

/** Metadata of a GGUF file, in the order in which it is written. */
export type GgufEntries = Map<string, GgufEntry>;
