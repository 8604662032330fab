import { checkpoint } from './checkpoint.ts';
import { Coverage } from './coverage.ts';
import type { Episode } from './episode.ts';
import { playEpisode, replay } from './episode.ts';
import { openStage } from './open-stage.ts';
import { pass, perform } from './perform.ts';
import { compareAll } from './play.ts';
import { prologue } from './prologue.ts';
import { shrink } from './shrink.ts';

/** What a run came to. */
export type Run = {
  commands: number;
  coverage: Coverage;
  failed: { seed: number; episode: Episode } | undefined;
};

/** Commands of an episode: enough for many jobs at once, few enough to compare all of them often. */
const EPISODE = 500;

/**
 * Plays commands in episodes, each from the same beginning with the next seed, until the model and the chain differ.
 *
 * @param shrinkAttempts replays of a failing episode, to tell it in fewer calls
 */
export async function runPlays(seed: number, commands: number, shrinkAttempts: number): Promise<Run> {
  const stage = await openStage();
  const coverage = new Coverage();
  for (const act of prologue(stage.cast, stage.at.treasury)) {
    if ('blocks' in act) await pass(stage, act);
    else await perform(stage, act, new Coverage());
  }
  await compareAll(stage);
  const goBack = await checkpoint(stage);
  const run: Run = { commands: 0, coverage, failed: undefined };
  for (let next = seed; run.commands < commands; next++) {
    await goBack();
    const episode = await playEpisode(stage, next, Math.min(EPISODE, commands - run.commands), coverage);
    run.commands += episode.steps.length;
    if (episode.error === undefined) continue;
    const again = async (steps: Episode['steps']) => {
      await goBack();
      return replay(stage, steps, new Coverage());
    };
    run.failed = { seed: next, episode: await shrink(episode, again, shrinkAttempts) };
    break;
  }
  return run;
}
