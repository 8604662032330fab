import type { DataFormat } from '@cultivar/sdk/spec';
import type { TabSettings } from './tab-job.ts';

/** What a person chose for a run in a tab, besides the files themselves. */
export type TabPlan = {
  settings: TabSettings;
  /** Asked before and after, so that the change can be seen. */
  question: string;
  /** Names of the model's files. */
  model: string[];
  dataset: { name: string; format: DataFormat };
};

/** Where the parts of a run lie in its folder. */
export const TAB_PATHS = {
  plan: (folder: string) => `${folder}/plan.json`,
  model: (folder: string, name: string) => `${folder}/model/${name}`,
  dataset: (folder: string, name: string) => `${folder}/data/${name}`,
  answer: (folder: string, when: 'before' | 'after') => `${folder}/answer-${when}.txt`,
  out: (folder: string) => `${folder}/run`,
} as const;
