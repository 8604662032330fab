import type { KeptTabRun, TabPlan, TabResultFile } from '@cultivar/trainer/browser/training';
import type { TabAnswer } from '../../lib/tab-training/tab-call.ts';
import { appendEvents, EMPTY_RUN } from './run-history.ts';
import type { RunHistory } from './run-history.ts';

/** A run in this tab as the page shows it. */
export type TabRun = {
  /** `looking` for one that is kept; `keeping` its files; `training`, answers included; `resting` where it stands. */
  phase: 'looking' | 'keeping' | 'training' | 'stopping' | 'resting';
  /** Undefined: there is none. */
  plan: TabPlan | undefined;
  history: RunHistory;
  before: string | undefined;
  after: string | undefined;
  /** What it made; there once it has come to its end in this tab. */
  result: TabResultFile[] | undefined;
  failure: string | undefined;
};

export const NO_TAB_RUN: TabRun = {
  phase: 'looking',
  plan: undefined,
  history: EMPTY_RUN,
  before: undefined,
  after: undefined,
  result: undefined,
  failure: undefined,
};

/** The run after the worker has said something. */
export function tabRunAfter(run: TabRun, said: TabAnswer): TabRun {
  if ('event' in said) return { ...run, history: appendEvents(run.history, [said.event]) };
  if ('when' in said) return { ...run, [said.when]: said.answer };
  if ('kept' in said) {
    if (!said.kept) return { ...NO_TAB_RUN, phase: 'resting' };
    return { ...keptRun(said.kept), phase: run.phase === 'keeping' ? 'training' : 'resting' };
  }
  if ('result' in said) return { ...run, phase: 'resting', result: said.result };
  if ('stopped' in said) return { ...run, phase: 'resting' };
  return { ...run, phase: 'resting', failure: said.failed };
}

function keptRun({ plan, events, before, after }: KeptTabRun): Omit<TabRun, 'phase'> {
  const history = appendEvents(EMPTY_RUN, events);
  return { ...NO_TAB_RUN, plan, history, before, after };
}
