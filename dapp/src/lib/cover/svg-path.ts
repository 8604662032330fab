/** A full turn in radians. */
export const TAU = Math.PI * 2;

/** A coordinate as it is written: rounded to a tenth, so that the text is short and the same everywhere. */
export function n1(value: number): number {
  return Math.round(value * 10) / 10;
}

/** A point as it stands in path data. */
export function point(x: number, y: number): string {
  return `${n1(x)} ${n1(y)}`;
}
