import { Luck } from '../core/luck.ts';
import { chooseKind } from './choose-kind.ts';
import type { Coverage } from './coverage.ts';
import { allKinds } from './kinds/all-kinds.ts';
import type { Step } from './play.ts';
import { compareAll, playStep } from './play.ts';
import type { Stage } from './stage.ts';

/** After how many commands everything is compared, and not only what should have changed. */
const WHOLE_EVERY = 20;

/** What an episode came to: its steps, what was done in each, and the error that ended it early. */
export type Episode = { steps: Step[]; told: string[]; error: unknown };

/** Plays `commands` commands that the seed chooses. */
export async function playEpisode(
  stage: Stage,
  seed: number,
  commands: number,
  coverage: Coverage,
): Promise<Episode> {
  const luck = new Luck(seed);
  const episode: Episode = { steps: [], told: [], error: undefined };
  while (episode.steps.length < commands && episode.error === undefined) {
    await play(
      stage,
      { kind: chooseKind(allKinds, episode.steps.length, luck), seed: luck.bits() },
      coverage,
      episode,
    );
    if (episode.steps.length % WHOLE_EVERY === 0) await compareTheRest(stage, episode);
  }
  await compareTheRest(stage, episode);
  return episode;
}

/** Plays the given steps as far as they make sense, and compares everything at the end. */
export async function replay(stage: Stage, steps: readonly Step[], coverage: Coverage): Promise<Episode> {
  const episode: Episode = { steps: [], told: [], error: undefined };
  for (const step of steps) {
    if (episode.error === undefined) await play(stage, step, coverage, episode);
  }
  await compareTheRest(stage, episode);
  return episode;
}

async function play(stage: Stage, step: Step, coverage: Coverage, episode: Episode): Promise<void> {
  try {
    const done = await playStep(stage, step, allKinds, coverage);
    if (done === undefined) return;
    episode.told.push(`${step.kind}: ${done}`);
  } catch (error) {
    episode.told.push(`${step.kind}: here they differ`);
    episode.error = error;
  }
  episode.steps.push(step);
}

async function compareTheRest(stage: Stage, episode: Episode): Promise<void> {
  if (episode.error !== undefined) return;
  try {
    await compareAll(stage);
  } catch (error) {
    episode.told.push('here they differ');
    episode.error = error;
  }
}
