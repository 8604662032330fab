import type { Surroundings } from '../surroundings.ts';

/** Whether colours are shown: on a terminal whose owner did not say no. */
export function colorsOf({ env, out }: Pick<Surroundings, 'env' | 'out'>): boolean {
  return out.isTTY === true && !env['NO_COLOR'] && env['TERM'] !== 'dumb';
}
