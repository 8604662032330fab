import { trainEventSchema } from '@cultivar/sdk/spec';
import type { TrainEvent } from '@cultivar/sdk/spec';
import { disk } from '#disk';
import { TAB_PATHS } from './tab-plan.ts';
import type { TabPlan } from './tab-plan.ts';

/** A run that the browser keeps, as far as it came. */
export type KeptTabRun = {
  plan: TabPlan;
  events: TrainEvent[];
  before: string | undefined;
  after: string | undefined;
};

/** Reads what is kept of a run; undefined where there is none, or it was never begun. */
export async function readTabRun(folder: string): Promise<KeptTabRun | undefined> {
  const plan = await text(TAB_PATHS.plan(folder));
  if (plan === undefined) return undefined;
  const lines = ((await text(`${TAB_PATHS.out(folder)}/events.jsonl`)) ?? '').split('\n');
  return {
    plan: JSON.parse(plan) as TabPlan,
    // The last line may have been cut when the tab was closed.
    events: lines.slice(0, -1).map((line) => trainEventSchema.parse(JSON.parse(line))),
    before: await text(TAB_PATHS.answer(folder, 'before')),
    after: await text(TAB_PATHS.answer(folder, 'after')),
  };
}

async function text(path: string): Promise<string | undefined> {
  const bytes = await disk.read(path);
  return bytes && new TextDecoder().decode(bytes);
}
