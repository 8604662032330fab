import { mixColour } from './mix-colour.ts';
import type { Palette } from './palette.ts';

/** The colour of a palette at `tone`, from 0 (ground) to 1 (light). */
export function ramp([ground, deep, mid, light]: Palette, tone: number): string {
  if (tone < 1 / 3) return mixColour(ground, deep, tone * 3);
  return tone < 2 / 3 ? mixColour(deep, mid, tone * 3 - 1) : mixColour(mid, light, tone * 3 - 2);
}
