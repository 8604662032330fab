import { openExecutor } from '#open-executor';
import type { Executor } from '../../engine/executor/executor.ts';

/** What answers are computed with in a tab. */
export function answeringExecutor(): Promise<Executor> {
  return openExecutor({ name: 'wasm' });
}
