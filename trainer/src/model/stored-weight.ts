import type { ModelFile } from './model-file.ts';
import type { TO_F32 } from './to-f32.ts';

/** Where a weight lies and how its bytes become values: all that another thread needs to read it. */
export type StoredWeight = {
  readonly file: ModelFile;
  /** From the start of the file. */
  readonly offset: number;
  readonly byteLength: number;
  readonly type: keyof typeof TO_F32;
  readonly shape: readonly number[];
  /** Width of the heads whose rows the file interleaves. */
  readonly interleaved?: number | undefined;
  /** What the file's values have too much. */
  readonly excess?: number | undefined;
};
