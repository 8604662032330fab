import type { TrainEvent } from '@cultivar/sdk/spec';
import type { KeptTabRun, NewTabRun, TabResultFile } from '@cultivar/trainer/browser/training';

/** What a page asks of the worker that trains. It keeps one run. */
export type TabCall =
  | { act: 'look' }
  /** Keeps a new run in the place of the old one, and trains it. */
  | { act: 'begin'; run: NewTabRun }
  /** Trains the kept run from where it stands. */
  | { act: 'train' }
  | { act: 'stop' }
  | { act: 'forget' };

/** What the worker says. */
export type TabAnswer =
  /** What is kept; undefined: nothing. */
  | { kept: KeptTabRun | undefined }
  | { event: TrainEvent }
  | { when: 'before' | 'after'; answer: string }
  | { result: TabResultFile[] }
  | { stopped: true }
  | { failed: string };
