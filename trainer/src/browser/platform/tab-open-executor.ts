import { ExecutorError } from '../../engine/executor/executor-error.ts';
import type { Executor } from '../../engine/executor/executor.ts';
import type { ExecutorChoice } from '../../engine/executor/executor-choice.ts';
import { WASM_RELEASE } from '../../engine/executor/wasm/wasm-release.ts';
import { wasm } from '../../engine/executor/wasm/wasm.ts';
import { tabFile } from './tab-file.ts';

/** Opens an executor of a tab; the page gives its WebAssembly as a file. @throws ExecutorError */
export async function openExecutor({ name }: ExecutorChoice): Promise<Executor> {
  if (name !== 'wasm') throw new ExecutorError(name, 'open', 'does not run in a tab');
  return wasm(async () => {
    const file = await tabFile(WASM_RELEASE.file);
    if (!file) throw new ExecutorError('wasm', 'open', `the page gave no ${WASM_RELEASE.file}`);
    return new Uint8Array(await file.arrayBuffer());
  });
}
