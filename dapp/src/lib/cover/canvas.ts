import type { Generator } from './generator.ts';
import type { Palette } from './palette.ts';

/** What a form draws with: the digest's numbers, the area in user units, and its colours. */
export type Canvas = { rng: Generator; width: number; height: number; colours: Palette };
