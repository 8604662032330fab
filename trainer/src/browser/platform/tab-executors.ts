import type { ExecutorChoice } from '../../engine/executor/executor-choice.ts';

/** What a tab trains with. */
export function knownExecutors(): ExecutorChoice[] {
  return [{ name: 'wasm' }];
}
