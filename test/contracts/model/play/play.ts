import { compareChanged, compareWhole } from '../chain/compare-state.ts';
import type { View } from '../chain/view.ts';
import { allViews } from '../views/all-views.ts';
import type { Coverage } from './coverage.ts';
import { envOf } from './env-of.ts';
import type { Kind } from './kind.ts';
import { pass, perform } from './perform.ts';
import { Plan } from './plan.ts';
import type { Stage } from './stage.ts';

/** One command: its kind and the seed of its choices. A play is a list of them, of which any may be left out. */
export type Step = { kind: string; seed: number };

/**
 * Does one command in the model and on the chain, and compares what came of it and all that it should have changed.
 *
 * @returns what was done, or nothing when the kind makes no sense now.
 * @throws DifferenceError
 */
export async function playStep(
  stage: Stage,
  { kind, seed }: Step,
  kinds: Readonly<Record<string, Kind>>,
  coverage: Coverage,
): Promise<string | undefined> {
  const planned = await kinds[kind]!.plan(new Plan(stage, seed));
  if (planned === undefined) return undefined;
  const { said, changed } =
    'blocks' in planned ? await pass(stage, planned) : await perform(stage, planned, coverage);
  if (changed) await compareChanged(stage.chain, viewsOf(stage), stage.seen);
  return said;
}

/** Compares all that can be read of the contracts with the model. @throws DifferenceError */
export async function compareAll(stage: Stage): Promise<void> {
  await compareWhole(stage.chain, stage.world, viewsOf(stage), stage.seen);
}

const viewsOf = (stage: Stage): View[] =>
  allViews(stage.world, envOf(stage, stage.clock.now, stage.clock.block));
