/** A point, with the standard error where it was simulated. */
export type Point = { x: number; y: number; error?: number };

/** A series: computed ones are drawn as a line, simulated ones as dots with bars of two standard errors. */
export type Series = { name: string; points: readonly Point[]; drawn: 'line' | 'dashed' | 'dots' };

/** An axis. Percent shows fractions as such; log needs a range above 0. */
export type Axis = {
  label: string;
  range: readonly [number, number];
  format?: 'plain' | 'percent';
  scale?: 'linear' | 'log';
};

/** A diagram of lines. A dot series takes the colour of the line before it. */
export type Chart = {
  title: string;
  x: Axis;
  y: Axis;
  series: readonly Series[];
  /** Upright lines with a word each. */
  marks?: readonly { x: number; label: string }[];
};
