import type { CorpusInput } from '../../../trainer/test/corpus/corpus-inputs.ts';
import type { Measured } from './measure-input.ts';

/** An input, and what reading it took: among the others, and by itself at its best. */
export type MeasuredInput = CorpusInput & { index: number; measured: Measured; alone?: Measured };
