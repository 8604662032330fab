import type { Axis } from './chart.ts';

/** Maps a value of an axis to a place between two pixels; what lies outside stays outside. */
export function placeOn(
  { range: [from, to], scale }: Axis,
  start: number,
  end: number,
): (value: number) => number {
  const of = scale === 'log' ? Math.log10 : (value: number) => value;
  return (value) => start + ((of(value) - of(from)) / (of(to) - of(from))) * (end - start);
}
