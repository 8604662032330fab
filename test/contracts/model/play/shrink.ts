import type { Episode } from './episode.ts';
import type { Step } from './play.ts';

/**
 * Looks for a shorter list of steps that still shows a difference: leaves out ever smaller stretches.
 *
 * @param again Plays the steps from the beginning.
 * @param attempts How often, at most.
 */
export async function shrink(
  failed: Episode,
  again: (steps: Step[]) => Promise<Episode>,
  attempts: number,
): Promise<Episode> {
  let shortest = failed;
  let left = attempts;
  for (
    let length = Math.ceil(failed.steps.length / 2);
    length >= 1;
    length = length === 1 ? 0 : Math.ceil(length / 2)
  ) {
    for (let from = 0; from < shortest.steps.length && left > 0;) {
      left -= 1;
      const steps = shortest.steps.toSpliced(from, length);
      const episode = await again(steps);
      if (episode.error === undefined) from += length;
      else shortest = episode;
    }
  }
  return shortest;
}
