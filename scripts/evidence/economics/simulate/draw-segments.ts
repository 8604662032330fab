import type { Random } from '../chance/seeded-random.ts';

/** Different segments at random. */
export function drawSegments(random: Random, segments: number, count: number): number[] {
  const drawn = new Set<number>();
  while (drawn.size < Math.min(count, segments)) drawn.add(Math.floor(random() * segments));
  return [...drawn];
}
